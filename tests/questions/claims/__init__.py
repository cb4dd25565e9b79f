"""What the bank claims and a program can compute: a small file a question, in a folder a category.

Each test quotes in its docstring the words of the question file that it computes; `test_quotes` holds them against the
file, so that a sentence that was changed asks for its claim to be computed anew.
"""
