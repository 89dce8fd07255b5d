package cloudjar.services.ssm;

import cloudjar.api.ssm.InvalidDocumentType;
import cloudjar.api.ssm.UnsupportedCalendarException;
import cloudjar.kernel.shape.ApiException;

/** What is said where a calendar can't be read. */
final class CalendarErrors {
    private CalendarErrors() {}

    static ApiException noCalendar(String name, String type) {
        return new InvalidDocumentType("The document " + name + " is no change calendar: its type is " + type + ".");
    }

    static ApiException unreadable(String sentence) {
        return new UnsupportedCalendarException(sentence);
    }

    /** What AWS reads and we do not. */
    static ApiException notYet(String what) {
        return AutomationErrors.notYet("calendars with " + what);
    }
}
