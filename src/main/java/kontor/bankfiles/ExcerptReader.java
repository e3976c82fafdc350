package kontor.bankfiles;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes the lines of a file that are to be shown: of one payment with what stands around it, or a
 * page of them. It holds those lines only.
 */
final class ExcerptReader implements MessagePrinter.Reader {

    /** Lines of a page. */
    static final int MOST = 300;

    /** The head of a file says which message it is. */
    private static final int HEAD = 10;

    /** Lines shown before and behind a payment. */
    private static final int AROUND = 2;

    /** Elements around a payment that are shown; messages nest less deeply. */
    private static final int DEEPEST = 40;

    /** Which lines are wanted. */
    sealed interface Wanted {

        /** A page from this line on. */
        record From(long line) implements Wanted {}

        /** The lines of this part of the file. */
        record Part(PaymentPlace place) implements Wanted {}

        /** Lines of text that have this in them, without regard to case. */
        record Having(String text) implements Wanted {}
    }

    private final Wanted wanted;
    private final List<Excerpt.Row> rows = new ArrayList<>();
    private final Deque<PrintedLine> before = new ArrayDeque<>();
    private final List<PrintedLine> open = new ArrayList<>();
    private long shown;
    private long marked;
    private Optional<Long> next = Optional.empty();

    ExcerptReader(Wanted wanted) {
        this.wanted = wanted;
    }

    Excerpt excerpt() {
        return new Excerpt(true, marked > 0, rows, next);
    }

    @Override
    public boolean takes(PrintedLine line) {
        if (wanted instanceof Wanted.From(long from)) {
            return page(line, from);
        }
        boolean isMarked = isMarked(line);
        if (isMarked) {
            around();
            marked = line.number();
        }
        boolean isNear = marked > 0 && line.number() <= marked + AROUND;
        if (isMarked || isNear || line.number() <= HEAD) {
            show(line, isMarked);
        }
        boolean isOver =
                rows.size() >= MOST || marked > 0 && line.number() >= marked + AROUND && !isMarked;
        if (isOver) {
            next = Optional.of(line.number() + 1);
        }
        keep(line);
        return !isOver;
    }

    private boolean page(PrintedLine line, long from) {
        if (line.number() < from) {
            return true;
        }
        if (rows.size() >= MOST) {
            next = Optional.of(line.number());
            return false;
        }
        show(line, false);
        return true;
    }

    private boolean isMarked(PrintedLine line) {
        return switch (wanted) {
            case Wanted.From _ -> false;
            case Wanted.Part(var place) -> line.at() >= place.from() && line.at() < place.to();
            case Wanted.Having(var text) ->
                    line.parts().stream()
                            .anyMatch(one -> one.text().toLowerCase(Locale.ROOT).contains(text));
        };
    }

    /** What the payment stands in, and the lines right before it. */
    private void around() {
        if (marked == 0) {
            open.stream().filter(one -> one.number() > shown).forEach(one -> show(one, false));
        }
        before.stream().filter(one -> one.number() > shown).forEach(one -> show(one, false));
    }

    private void show(PrintedLine line, boolean isMarked) {
        if (line.number() > shown + 1) {
            rows.add(new Excerpt.Row(Optional.empty(), line.number() - shown - 1, false));
        }
        rows.add(new Excerpt.Row(Optional.of(line), 0, isMarked));
        shown = line.number();
    }

    private void keep(PrintedLine line) {
        while (!open.isEmpty() && open.getLast().depth() >= line.depth()) {
            open.removeLast();
        }
        if (line.isOpen() && open.size() < DEEPEST) {
            open.add(line);
        }
        before.add(line);
        if (before.size() > AROUND) {
            before.remove();
        }
    }
}
