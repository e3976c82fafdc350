package kontor.visits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import kontor.core.Caller;

/**
 * A person who is signed in, in one role of one organization.
 *
 * @param caller as whom the person asks doors
 * @param identity who it is, in all organizations
 * @param session the id of the session, which is no secret
 * @param formToken what each form of this session carries in {@link FormFields#TOKEN}
 */
public record Visitor(Caller caller, UUID identity, UUID session, String formToken) {

    /** Whether a form is of this session. */
    boolean hasMade(FormFields form) {
        return MessageDigest.isEqual(
                formToken.getBytes(StandardCharsets.UTF_8),
                form.text(FormFields.TOKEN).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws ForeignForm where the form is of another session, or of another site
     */
    public void requireOwn(FormFields form) {
        if (!hasMade(form)) {
            throw new ForeignForm(
                    "the form is of another session; load the page again and send it once more");
        }
    }

    @Override
    public String toString() {
        return "Visitor[" + caller.userId() + ", session " + session + "]";
    }
}
