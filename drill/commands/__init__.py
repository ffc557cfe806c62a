"""What each command does, given a session; cli.py parses, these act. Each returns an exit code."""
