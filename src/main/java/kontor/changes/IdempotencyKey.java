package kontor.changes;

import java.util.UUID;
import kontor.sameness.RequestDigest;

/**
 * What makes a change happen once however often it is sent: a second request with the same key gets
 * the answer of the first.
 *
 * @param scope within which the key is one; two scopes never share a key
 * @param text as it was sent
 * @param requestDigest what must be the same for a replay
 * @param status the word of the asker's protocol for "done", kept and told to a replay
 * @param statusIfThere the same for "it was there already"
 */
public record IdempotencyKey(
        Scope scope, String text, RequestDigest requestDigest, int status, int statusIfThere) {

    /** Where a key counts, within its organization. */
    public sealed interface Scope {

        /** One path of the API, whoever of the organization sends the key. */
        record Path(String method, String path) implements Scope {}

        /** One person doing one thing, as with the form of a page. */
        record Person(UUID userId, String action) implements Scope {}
    }

    /** Unlike the words of any other scope; stored claims are known by it. */
    String scopeWords() {
        return switch (scope) {
            case Scope.Path(var method, var path) -> method + "\n" + path;
            case Scope.Person(var userId, var action) -> "person " + userId + "\n" + action;
        };
    }
}
