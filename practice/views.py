home = interview_list = None
