"""The open article: its review, the focus, and what keys do to them. No widgets here."""
