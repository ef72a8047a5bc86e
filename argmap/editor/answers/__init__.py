"""What an editor asks about a map, one question a file: functions from frozen values to plain values.

Places are spans in code points; where an answer concerns the text as it is being written, it is given that text.
"""
