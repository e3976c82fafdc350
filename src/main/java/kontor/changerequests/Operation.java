package kontor.changerequests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;

/**
 * One kind of change over which four eyes watch.
 *
 * @param name of its operation in the OpenAPI document; stored, so never changed
 * @param use what the maker must still be allowed when it is approved
 * @param whole it is not for a role limited to some accounts
 * @param effect what approving it does
 * @param input reads again what was asked for
 * @param concerned which inputs need a second person; others never ask
 * @param leave operations whose approval lets the maker do this once without another one
 * @param veil takes out of what it would be what is made anew when it is approved
 */
public record Operation<T>(
        Area area,
        String name,
        Use use,
        boolean whole,
        Effect effect,
        Input<T> input,
        Predicate<T> concerned,
        Consumer<ObjectNode> veil,
        Set<String> leave) {

    /** What becomes of an approved request. */
    public enum Effect {
        /** The change is made. */
        CHANGES,
        /** The same, and nothing is left to show as it will be. */
        DELETES,
        /** The maker may do it once; for what only the maker may be shown. */
        ALLOWS
    }

    /** Reads what was asked for from the JSON of the request. */
    @FunctionalInterface
    public interface Input<T> {
        T read(Caller maker, String body);
    }

    /** One whose input is an object. */
    public static <T> Operation<T> of(
            Area area, String name, Use use, Function<JsonFields, T> parse) {
        return of(area, name, use, (_, body) -> parse.apply(fields(body)));
    }

    public static <T> Operation<T> of(Area area, String name, Use use, Input<T> input) {
        return new Operation<>(
                area, name, use, false, Effect.CHANGES, input, _ -> true, _ -> {}, Set.of());
    }

    /** One whose input is a patch. */
    public static <T> Operation<T> patch(
            Area area,
            String name,
            Use use,
            List<JsonPatch.Rule> rules,
            Function<JsonPatch, T> parse) {
        return of(area, name, use, (_, body) -> parse.apply(patch(body, rules)));
    }

    /** One that takes away what it is about. */
    public static Operation<NoInput> delete(Area area, String name, Use use) {
        Operation<NoInput> plain = of(area, name, use, (_, _) -> NoInput.NONE);
        return plain.with(Effect.DELETES);
    }

    public static JsonFields fields(String body) {
        return JsonFields.of(body.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonPatch patch(String body, List<JsonPatch.Rule> rules) {
        return JsonPatch.parse(body.getBytes(StandardCharsets.UTF_8), rules);
    }

    public Operation<T> with(Effect other) {
        return new Operation<>(area, name, use, whole, other, input, concerned, veil, leave);
    }

    /** The same as what only its maker may do, once, when it or one of these was approved. */
    public Operation<T> allowedOnce(String... others) {
        var all = Stream.concat(Stream.of(name), Stream.of(others)).collect(Collectors.toSet());
        return new Operation<>(area, name, use, whole, Effect.ALLOWS, input, concerned, veil, all);
    }

    /** The same for whoever sees the whole organization. */
    public Operation<T> ofWhole() {
        return new Operation<>(area, name, use, true, effect, input, concerned, veil, leave);
    }

    /** The same where only some inputs need a second person. */
    public Operation<T> where(Predicate<T> only) {
        return new Operation<>(area, name, use, whole, effect, input, only, veil, leave);
    }

    /** The same without what is random until it is approved. */
    public Operation<T> veiling(Consumer<ObjectNode> hide) {
        return new Operation<>(area, name, use, whole, effect, input, concerned, hide, leave);
    }
}
