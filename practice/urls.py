from django.urls import path
from django.views.generic import RedirectView

from .views import (
    home,
    interview,
    metrics,
    numbers,
    progress,
    recordings,
    review,
    runs,
    setup,
    sketches,
    stories,
    study,
)

app_name = "practice"
urlpatterns = [
    path("", home.home, name="home"),
    path("metrics", metrics.metrics, name="metrics"),
    path("interviews/", home.history, name="history"),
    path("interviews/new/", setup.choose, name="new"),
    path("interviews/new/<slug:slug>/", setup.start, name="start"),
    path("interviews/new/<slug:slug>/delete/", setup.delete_blueprint, name="delete_blueprint"),
    path("interviews/due/", setup.due, name="due"),
    path("interviews/signed-in/", interview.signed_in, name="signed_in"),
    path("interviews/<int:pk>/", interview.interview, name="interview"),
    path("interviews/<int:pk>/<int:position>/", interview.question, name="question"),
    path("interviews/<int:pk>/<int:position>/save/", interview.save, name="save"),
    path("interviews/<int:pk>/<int:position>/curveball/", interview.curveball, name="curveball"),
    path("interviews/<int:pk>/state/", interview.state, name="state"),
    path("interviews/<int:pk>/finish/", interview.finish, name="finish"),
    path("interviews/<int:pk>/<int:position>/recordings/", recordings.add, name="add_recording"),
    path("interviews/<int:pk>/<int:position>/runs/", runs.add, name="add_run"),
    path("interviews/sketch-board/", sketches.board, name="sketch_board"),
    path("interviews/<int:pk>/<int:position>/sketch.svg", sketches.picture, name="sketch_picture"),
    path("interviews/<int:pk>/<int:position>/sketch-<int:received>.svg", sketches.picture, name="sketch_picture"),
    path("interviews/<int:pk>/<int:position>/sketch.excalidraw", sketches.scene, name="sketch_scene"),
    path("recordings/<int:pk>/", recordings.recording, name="recording"),
    path("recordings/<int:pk>/delete/", recordings.delete, name="delete_recording"),
    path("recordings/<int:pk>/transcript/", recordings.transcript, name="transcript"),
    path("progress/", progress.progress, name="progress"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("practice/<slug:slug>/", study.practise, name="practise"),
    path("practice/<slug:slug>/bookmark/", study.bookmark, name="bookmark"),
    path("practice/<slug:slug>/notes/", study.notes, name="notes"),
    path(
        "practice/<slug:slug>/note/", study.notes, name="earlier_notes"
    ),  # where pages opened before an upgrade send them
    path("bookmarks/", study.bookmark_list, name="bookmarks"),
    path("stories/", stories.story_list, name="stories"),
    path("stories/new/", stories.new, name="new_story"),
    path("stories/prompts/", stories.prompts, name="story_prompts"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/delete/", stories.delete, name="delete_story"),
    path("kept/", RedirectView.as_view(pattern_name="practice:bookmarks", permanent=True)),  # its earlier address
    path("interviews/<int:pk>/<int:position>/story/", stories.attach, name="attach_story"),
    path("interviews/<int:pk>/review/", review.review, name="review"),
    path("interviews/<int:pk>/<int:position>/rate/", review.rate, name="rate"),
    path("interviews/<int:pk>/<int:position>/points/", review.tick, name="tick"),
    path("interviews/<int:pk>/<int:position>/components/", review.tick_components, name="tick_components"),
]
