package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.core.Outcome;
import kontor.core.RefusalCode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Proves that a room checks in the order of its refusal enum: each row is a request with several
 * faults at once, of which the first in the order of the enum must be told. Every constant stands
 * in some row, unless it says that it can only come alone. What a row asks for over HTTP tells in
 * the reference that it refuses with these.
 */
public final class RefusalOrder<E extends Enum<E> & RefusalCode> {

    private final List<Row<E>> rows = new ArrayList<>();
    private final EnumSet<E> alone;

    private record Row<E extends Enum<E> & RefusalCode>(
            String request, EnumSet<E> faults, Supplier<String> code) {

        void check() {
            assertThat(faults).as("several faults").hasSizeGreaterThan(1);
            E first = faults.iterator().next();
            assertThat(code.get()).isEqualTo(first.code());
        }
    }

    public RefusalOrder(Class<E> refusals) {
        alone = EnumSet.noneOf(refusals);
    }

    /** A request over HTTP with these faults. */
    @SafeVarargs
    public final RefusalOrder<E> row(String request, Supplier<Reply> reply, E... faults) {
        return add(request, () -> listed(reply.get(), List.of(faults)), List.of(faults));
    }

    /** A request at a door with these faults. */
    @SafeVarargs
    public final RefusalOrder<E> atDoor(String request, Supplier<Outcome<?>> outcome, E... faults) {
        return add(request, () -> code(outcome.get()), List.of(faults));
    }

    private RefusalOrder<E> add(String request, Supplier<String> code, List<E> faults) {
        rows.add(new Row<>(request, EnumSet.copyOf(faults), code));
        return this;
    }

    /** These cannot meet another one. */
    @SafeVarargs
    public final RefusalOrder<E> alone(E... refusals) {
        alone.addAll(List.of(refusals));
        return this;
    }

    /** The code that it refuses with; readers of the reference find all that it could have been. */
    private static String listed(Reply reply, List<? extends RefusalCode> faults) {
        var request = reply.raw().request();
        var codes = new ArrayList<String>();
        TestKontor.shared()
                .documented()
                .operation(request.method(), request.uri().getPath())
                .orElseThrow()
                .path("x-errorCodes")
                .forEach(code -> codes.add(code.asText()));
        assertThat(codes)
                .as("codes.yaml for %s %s", request.method(), request.uri().getPath())
                .containsAll(faults.stream().map(RefusalCode::code).toList());
        return reply.refusal();
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
    }

    public Stream<DynamicTest> tests() {
        var tests = new ArrayList<DynamicTest>();
        var seen = EnumSet.copyOf(alone);
        for (var row : rows) {
            seen.addAll(row.faults);
            tests.add(dynamicTest(row.request + " " + row.faults, row::check));
        }
        var unseen = EnumSet.complementOf(seen);
        tests.add(dynamicTest("every refusal has a row", () -> assertThat(unseen).isEmpty()));
        return tests.stream();
    }
}
