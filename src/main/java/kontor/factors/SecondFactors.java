package kontor.factors;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.passkeys.Passkeys;
import kontor.secrets.Secret;

/** The door to second factors. */
public final class SecondFactors {

    private static final int CODES = 10;

    private final Database database;
    private final Passkeys passkeys;
    private final Guesses guesses;
    private final FactorTable table = new FactorTable();

    public SecondFactors(Database database, Passkeys passkeys, Guesses guesses) {
        this.database = database;
        this.passkeys = passkeys;
        this.guesses = guesses;
    }

    /**
     * What an identity has.
     *
     * @param demanded whether it is to be asked for a passkey after its password
     * @param codesLeft recovery codes that were not used
     */
    public record Of(boolean demanded, int codesLeft) {}

    public Of of(UUID identity) {
        return database.system(
                sql -> new Of(table.isDemanded(sql, identity), table.codesLeft(sql, identity)));
    }

    /** Whether an identity wants to be asked for a passkey after its password. */
    public boolean isDemanded(UUID identity) {
        return database.system(sql -> table.isDemanded(sql, identity));
    }

    /**
     * From now on the identity is asked for a passkey after its password, or not any more.
     *
     * @throws InvalidRequest with the field {@code demanded} when it has none
     */
    public void demand(UUID identity, boolean demanded) {
        if (demanded && !passkeys.has(identity)) {
            throw new InvalidRequest(Fault.invalid("demanded", "needs a passkey; make one first"));
        }
        database.systemDo(sql -> table.demand(sql, identity, demanded));
    }

    /**
     * Removes a passkey; false when the identity has no such one.
     *
     * @param keepsOne whether the last one stays, also where the identity does not demand one
     * @throws InvalidRequest with the field {@code passkey} when it is the last one and stays
     */
    public boolean remove(UUID identity, UUID passkey, boolean keepsOne) {
        boolean removed = passkeys.remove(identity, passkey, keepsOne || isDemanded(identity));
        if (removed && !passkeys.has(identity)) {
            database.systemDo(sql -> table.replaceCodes(sql, identity, List.of()));
        }
        return removed;
    }

    /**
     * Ten codes in the place of all there were. This answer is the only place where they stand.
     *
     * @throws InvalidRequest with the field {@code codes} when there is no passkey to be lost
     */
    public List<RecoveryCode> newCodes(UUID identity) {
        if (!passkeys.has(identity)) {
            throw new InvalidRequest(
                    Fault.invalid("codes", "stand in for a passkey; make one first"));
        }
        var codes = Stream.generate(RecoveryCode::random).limit(CODES).toList();
        var digests = codes.stream().map(one -> one.secret().digest()).toList();
        database.systemDo(sql -> table.replaceCodes(sql, identity, digests));
        return codes;
    }

    /**
     * Whether somebody who has shown a password has one of its codes, which is used by that.
     *
     * @param from where the request comes from
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public boolean useCode(UUID identity, String from, String typed) {
        String name = "recovery " + identity;
        var text = new Secret(name + " " + typed);
        String fingerprint = HexFormat.of().formatHex(text.digest());
        guesses.judge(from, name, fingerprint);
        boolean isRight =
                RecoveryCode.parse(typed).filter(code -> used(identity, code)).isPresent();
        if (isRight) {
            guesses.succeeded(from, name, fingerprint);
        }
        guesses.failed(fingerprint);
        return isRight;
    }

    private boolean used(UUID identity, RecoveryCode code) {
        byte[] digest = code.secret().digest();
        return database.system(sql -> table.useCode(sql, identity, digest));
    }
}
