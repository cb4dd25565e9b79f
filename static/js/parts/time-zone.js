// [data-time-zone]: a field that holds the browser's time zone until a person says otherwise.
for (const field of document.querySelectorAll("[data-time-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
