from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def question_list(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/list.html")


question_detail = report = question_list
