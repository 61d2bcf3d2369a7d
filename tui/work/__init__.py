"""What goes on beside the screen: saving in a thread, drafting in another process."""
