"""Mails: written with what they tell, sent by a job, each once."""
