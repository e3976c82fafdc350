package kontor.forms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import kontor.changes.Changed;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.IdempotencyKey;
import kontor.changes.Sender;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.http.Call;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** Changes by the forms of pages: the same way as those of programs, each form once. */
public final class Deeds {

    private static final int DONE = 200;

    private final Changes changes;

    public Deeds(Changes changes) {
        this.changes = changes;
    }

    /**
     * Makes what a form asks for; a second click finds what the first made.
     *
     * @param fields with the key that was drawn when the form was shown
     */
    public <T> Outcome<Changed> create(Call call, FormFields fields, Door<T> door, T input) {
        return change(
                call, fields, door, new ResourceRef.ById(Ids.next()), Optional.empty(), input);
    }

    /**
     * @param expected the version that the person saw
     */
    public <T> Outcome<Changed> change(
            Call call,
            FormFields fields,
            Door<T> door,
            ResourceRef target,
            Optional<Integer> expected,
            T input) {
        var key =
                fields.given(Typed.KEY)
                        .map(
                                text ->
                                        new IdempotencyKey(
                                                new IdempotencyKey.Scope.Person(
                                                        call.caller().userId(), call.path()),
                                                text,
                                                digest(call.body()),
                                                DONE,
                                                DONE));
        return changes.change(
                new Sender(call.caller(), call.requestId(), key), door, target, expected, input);
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
