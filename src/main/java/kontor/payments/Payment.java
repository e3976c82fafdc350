package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.assents.Item;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.payeechecks.PayeeCheck;
import kontor.reopening.Made;
import kontor.rtransactions.Window;

/**
 * One payment of either kind; immutable, every change makes a new value.
 *
 * @param <P> the kind itself
 */
public interface Payment<P extends Payment<P>> extends Versioned {

    PaymentTerms terms();

    PaymentProgress progress();

    /** The same payment, further on its way. */
    P with(PaymentProgress next);

    /** The same payment with this metadata; part of the change that made this version. */
    P withMetadata(Map<String, String> metadata);

    /** The own account that is debited or credited. */
    UUID accountId();

    /** The own account at the other end, where that is ours too. */
    default Optional<UUID> otherAccountId() {
        return Optional.empty();
    }

    /** Within the limit of the caller's role to some own accounts. */
    @Override
    default boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(accountId());
    }

    /** The other side, as it was when it was made. */
    PartySnapshot other();

    /**
     * What somebody approves of it by this step, as it is signed.
     *
     * @param resource plural word of the API
     */
    default Item item(String resource, String step) {
        var party = other().party();
        var amount = terms().amount();
        return new Item(
                resource,
                id(),
                version(),
                step,
                Map.of(
                        "amount", amount.decimal().toPlainString(),
                        "currency", amount.currency().code(),
                        "account", party.numbers(),
                        "holder", party.legalName()));
    }

    /** By what was true when it was made, for chains that judge it anew. */
    default Made made(PaymentType type) {
        var terms = terms();
        return new Made(
                id(),
                type,
                terms.amount(),
                terms.creatorUserId(),
                terms.creatorRoleId(),
                accountId());
    }

    /** Until when it may come back. */
    default Window window() {
        return Window.open(progress().effectiveDate());
    }

    /** The scheme's word of the API. */
    String schemeName();

    /** Adds the members that only this kind has to its view. */
    void show(ObjectNode view);

    default UUID id() {
        return terms().id();
    }

    default PaymentStatus status() {
        return progress().status();
    }

    @Override
    default int version() {
        return progress().version();
    }

    /** The id in files to banks (EndToEndId): 32 characters of their character set, unique. */
    default String endToEndId() {
        return Ids.endToEnd(id());
    }

    /**
     * In the next status, which the present one must lead to; without a reason the old one stays.
     */
    default P became(PaymentStatus next, Optional<StatusReason> reason, Instant now) {
        return with(progress().became(next, reason, now));
    }

    /** A new version in the same status, e.g. the approval of one step of several. */
    default P touched(Instant now) {
        return with(progress().touched(now));
    }

    /**
     * Judged anew before it has left.
     *
     * @param changed whether this is part of a change that made a version already
     * @param waits whether it waits for approval again
     */
    default P reopened(boolean changed, boolean waits, Instant now) {
        if (waits && status() == PaymentStatus.APPROVED) {
            return with(progress().reopened(changed, now));
        }
        return with(changed ? progress() : progress().touched(now));
    }

    /** With another bank day: a late approval, or a file built late, moves it to the next one. */
    default P scheduled(Schedule.Day day) {
        return with(progress().on(day));
    }

    /** With a verdict on its payee; part of the change that made this version. */
    default P withPayeeCheck(PayeeCheck verdict) {
        return with(progress().with(progress().bank().checked(verdict)));
    }

    /** With a booked transaction; part of the change that made this version. */
    default P withAttached(UUID transaction) {
        return with(progress().with(progress().bank().attached(transaction)));
    }

    /** Without a booked transaction; part of the change that made this version. */
    default P withoutAttached(UUID transaction) {
        return with(progress().with(progress().bank().detached(transaction)));
    }
}
