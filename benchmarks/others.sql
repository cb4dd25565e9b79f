INSERT INTO accounts_user (password, is_superuser, email, name, time_zone, extra_time, hide_countdown,
    is_staff, is_active, date_joined)
SELECT '!', false, 'other' || n || '@example.org', '', '', 0, false, false, true, now()
FROM generate_series(1, GREATEST(1, %(interviews)s / 20)) AS n;
INSERT INTO practice_interview (user_id, title, minutes, extra_seconds, one_way, speak_first, started_at, deadline,
    finished_at, ending, current_position, current_since)
SELECT id, 'Of others', 60, 0, false, false, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '1 hour',
    now() - n * interval '1 hour' + interval '30 minutes', 'finished', 1, now()
FROM accounts_user, generate_series(1, 20) AS n
WHERE email LIKE 'other%%';
INSERT INTO practice_answer (interview_id, position, version_id, minutes, flagged, seconds, hints_shown)
SELECT interview.id, version.place, version.id, 5, false, 60, 0
FROM practice_interview interview
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM questions_questionversion) AS version
    ON version.place <= 20
WHERE interview.title = 'Of others';
INSERT INTO practice_part (answer_id, position, role, text, revision, saved_at)
SELECT answer.id, place, role, CASE WHEN place = 1 THEN 'Some words of somebody else.' ELSE '' END, place, now()
FROM practice_answer answer
JOIN practice_interview interview ON interview.id = answer.interview_id
CROSS JOIN (VALUES (0, 'notes'), (1, 'text')) AS part (place, role)
WHERE interview.title = 'Of others'
ON CONFLICT (answer_id, position) DO NOTHING;
INSERT INTO practice_pointmark (answer_id, key_point_id, suggested, covered, nudged)
SELECT answer.id, point.id, true, true, false
FROM practice_answer answer
JOIN practice_interview interview ON interview.id = answer.interview_id
JOIN questions_keypoint point ON point.version_id = answer.version_id AND point.position = 1
WHERE interview.title = 'Of others';
