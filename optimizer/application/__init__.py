"""What a command, a graphical screen or a batch does, from files to files; knows no command line and no terminal."""
