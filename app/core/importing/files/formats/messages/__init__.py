"""Chats: the stamps above their messages, what is chatter, and which messages make one text."""
