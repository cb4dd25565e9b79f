from django.urls import path

from . import views, views_practice, views_recordings, views_review, views_setup

urlpatterns = [
    path("", views_review.home, name="home"),
    path("interviews/", views_review.history, name="interviews"),
    path("interviews/new/", views_setup.choose, name="interview_new"),
    path("interviews/new/<slug:slug>/", views_setup.start, name="interview_start"),
    path("interviews/new/<slug:slug>/delete/", views_setup.delete_blueprint, name="blueprint_delete"),
    path("interviews/signed-in/", views.signed_in, name="interview_signed_in"),
    path("interviews/<int:pk>/", views.interview, name="interview"),
    path("interviews/<int:pk>/<int:position>/", views.question, name="interview_question"),
    path("interviews/<int:pk>/<int:position>/save/", views.save, name="interview_save"),
    path("interviews/<int:pk>/state/", views.state, name="interview_state"),
    path("interviews/<int:pk>/finish/", views.finish, name="interview_finish"),
    path("interviews/<int:pk>/<int:position>/recordings/", views_recordings.add, name="recording_add"),
    path("recordings/<int:pk>/", views_recordings.recording, name="recording"),
    path("recordings/<int:pk>/delete/", views_recordings.delete, name="recording_delete"),
    path("practice/<slug:slug>/", views_practice.practise, name="practise"),
    path("practice/<slug:slug>/bookmark/", views_practice.bookmark, name="bookmark"),
    path("practice/<slug:slug>/note/", views_practice.note, name="note"),
    path("kept/", views_practice.kept, name="kept"),
    path("interviews/<int:pk>/review/", views_review.review, name="interview_review"),
    path("interviews/<int:pk>/<int:position>/rate/", views_review.rate, name="answer_rate"),
    path("interviews/<int:pk>/<int:position>/points/", views_review.tick, name="answer_tick"),
]
