package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import kontor.wire.Json;

/**
 * The way of one payment.
 *
 * @param steps oldest first
 * @param bookings in the order they came
 * @param upcoming in the order of their time
 */
public record Timeline(
        List<TimelineStep> steps,
        Optional<SentFile> file,
        List<Booking> bookings,
        List<Upcoming> upcoming) {

    public Timeline {
        steps = List.copyOf(steps);
        bookings = List.copyOf(bookings);
        upcoming = List.copyOf(upcoming);
    }

    /**
     * As the API shows it.
     *
     * @param files whether the caller may see files to and from banks
     */
    ObjectNode view(boolean files) {
        var view = Json.object();
        var happened = view.putArray("steps");
        steps.forEach(step -> happened.add(step.view()));
        file.filter(_ -> files).ifPresent(sent -> view.set("instruction", sent.view()));
        var booked = view.putArray("bookings");
        bookings.forEach(booking -> booked.add(booking.view()));
        var next = view.putArray("upcoming");
        upcoming.forEach(one -> next.add(one.view()));
        return view;
    }
}
