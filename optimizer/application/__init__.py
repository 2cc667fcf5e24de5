"""What a command, a screen or a batch does, from files to files; knows no command line."""
