"""What is killed, and how it is looked at afterwards."""
