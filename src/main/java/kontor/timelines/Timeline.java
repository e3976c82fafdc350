package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import kontor.wire.Json;

/**
 * The way of one payment.
 *
 * @param steps oldest first
 * @param told files of the bank that tell of it, oldest first
 * @param bookings in the order they came
 * @param upcoming in the order of their time
 */
public record Timeline(
        List<TimelineStep> steps,
        Optional<SentFile> file,
        List<ToldFile> told,
        List<Booking> bookings,
        List<Upcoming> upcoming) {

    public Timeline {
        steps = List.copyOf(steps);
        told = List.copyOf(told);
        bookings = List.copyOf(bookings);
        upcoming = List.copyOf(upcoming);
    }

    /** Whether this is still to come, or may. */
    public boolean may(Upcoming.Kind kind) {
        return upcoming.stream().anyMatch(one -> one.kind() == kind);
    }

    /**
     * As the API shows it.
     *
     * @param sent whether the caller may see files to banks
     * @param received the same of files from banks
     */
    ObjectNode view(boolean sent, boolean received) {
        var view = Json.object();
        var happened = view.putArray("steps");
        steps.forEach(step -> happened.add(step.view()));
        file.filter(_ -> sent).ifPresent(one -> view.set("instruction", one.view()));
        if (received) {
            var files = view.putArray("inboxFiles");
            told.forEach(one -> files.add(one.view()));
        }
        var booked = view.putArray("bookings");
        bookings.forEach(booking -> booked.add(booking.view()));
        var next = view.putArray("upcoming");
        upcoming.forEach(one -> next.add(one.view()));
        return view;
    }
}
