package kontor.prenotifications;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.mail.MailKind;
import kontor.mail.NewMail;
import kontor.mail.Outbox;
import kontor.mandates.MandateScheme;
import kontor.payments.Consequences;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;

/** Tells payers of collections, in the transaction in which these move. */
public final class PreNotifications implements Consequences<DirectDebit>, WarningSource {

    private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
    private static final ZoneId SEPA = ZoneId.of("Europe/Berlin");

    /** After the day of the collection nobody needs it any more. */
    private static final Duration WAITS = Duration.ofDays(3);

    /** How the reason begins of a collection that was called back, see {@code BankgirotCode}. */
    private static final String CALLED_BACK = "AUTOGIRO-CANCELLED-";

    private static final Warning NO_MAIL =
            Warning.of(
                    "PRE_NOTIFICATION_NO_MAIL",
                    "No mail server is set, so the payer is not told of this collection before.");

    private final Outbox outbox;
    private final Predicate<Tx> sandbox;
    private final NoticeTable table = new NoticeTable();
    private final NoticeSettingsTable settings = new NoticeSettingsTable();

    /**
     * @param sandbox whether the organization of a transaction is one, whose mails are only shown
     */
    public PreNotifications(Outbox outbox, Predicate<Tx> sandbox) {
        this.outbox = outbox;
        this.sandbox = sandbox;
    }

    @Override
    public void made(Tx tx, List<DirectDebit> debits) {
        moved(tx, debits);
    }

    @Override
    public void moved(Tx tx, List<DirectDebit> debits) {
        var concerned = debits.stream().filter(PreNotifications::isConcerned).toList();
        if (concerned.isEmpty()) {
            return;
        }
        var wanted = settings.read(tx);
        if (wanted.byMail() && mayTell(tx)) {
            tell(tx, wanted, concerned);
        }
    }

    /** Whether what is written to payers goes anywhere; without a mail server only in a sandbox. */
    boolean mayTell(Tx tx) {
        return way(tx) != Outbox.Way.NONE;
    }

    private Outbox.Way way(Tx tx) {
        return outbox.way(sandbox.test(tx));
    }

    private static boolean isConcerned(DirectDebit debit) {
        return switch (debit.status()) {
            case APPROVED, PENDING_SUBMISSION, REJECTED -> true;
            case FAILED -> isCancelled(debit);
            default -> false;
        };
    }

    /** It failed before it left, or was called back; a payer without money was told the truth. */
    private static boolean isCancelled(DirectDebit debit) {
        String code = debit.progress().statusReason().map(StatusReason::code).orElse("");
        return debit.progress().bank().instructionId().isEmpty() || code.startsWith(CALLED_BACK);
    }

    private void tell(Tx tx, NoticeSettings wanted, List<DirectDebit> debits) {
        var last = table.last(tx, debits.stream().map(DirectDebit::id).toList());
        var kinds = new LinkedHashMap<DirectDebit, NoticeKind>();
        debits.forEach(
                debit ->
                        kind(debit, Optional.ofNullable(last.get(debit.id())))
                                .ifPresent(kind -> kinds.put(debit, kind)));
        tell(tx, wanted, kinds, last);
    }

    /**
     * Payers have another mail address: those are told now whose mail did not arrive at the one
     * before, or who had none.
     */
    public void reachable(Tx tx, Collection<UUID> payers) {
        if (payers.isEmpty()) {
            return;
        }
        var wanted = settings.read(tx);
        if (!wanted.byMail() || !mayTell(tx)) {
            return;
        }
        var kinds = new LinkedHashMap<DirectDebit, NoticeKind>();
        DirectDebits.forUse(tx, table.untold(tx, payers))
                .forEach(debit -> kinds.put(debit, NoticeKind.ANNOUNCED));
        tell(
                tx,
                wanted,
                kinds,
                table.last(tx, kinds.keySet().stream().map(DirectDebit::id).toList()));
    }

    private void tell(
            Tx tx,
            NoticeSettings wanted,
            Map<DirectDebit, NoticeKind> kinds,
            Map<UUID, Notice> last) {
        if (kinds.isEmpty()) {
            return;
        }
        var payers = kinds.keySet().stream().map(one -> one.parties().counterpartyId()).toList();
        var addresses = table.addresses(tx, payers);
        var notices = new ArrayList<Notice>();
        kinds.forEach(
                (debit, kind) -> {
                    var address = addresses.get(debit.parties().counterpartyId());
                    if (address != null) {
                        var before = Optional.ofNullable(last.get(debit.id()));
                        int number = before.map(Notice::number).orElse(0) + 1;
                        notices.add(notice(tx, wanted, debit, kind, number, address));
                    }
                });
        write(tx, notices);
    }

    private void write(Tx tx, List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        var mails = notices.stream().map(one -> mail(tx, one)).toList();
        var ids = outbox.write(tx.sql(), tx.now(), way(tx), mails).iterator();
        table.insert(tx, notices.stream().map(one -> one.with(ids.next())).toList());
    }

    /** What is news of a collection; empty for nothing. */
    private static Optional<NoticeKind> kind(DirectDebit debit, Optional<Notice> last) {
        boolean known = last.filter(one -> one.kind() != NoticeKind.CANCELLED).isPresent();
        if (debit.status() == PaymentStatus.REJECTED || debit.status() == PaymentStatus.FAILED) {
            return known ? Optional.of(NoticeKind.CANCELLED) : Optional.empty();
        }
        if (known) {
            return last.orElseThrow().day().equals(NoticeText.day(debit))
                    ? Optional.empty()
                    : Optional.of(NoticeKind.MOVED);
        }
        return debit.status() == PaymentStatus.APPROVED
                ? Optional.of(NoticeKind.ANNOUNCED)
                : Optional.empty();
    }

    private static Notice notice(
            Tx tx,
            NoticeSettings wanted,
            DirectDebit debit,
            NoticeKind kind,
            int number,
            NoticeTable.Address address) {
        var language = Language.ofCountry(address.country()).orElse(wanted.language());
        var words = NoticeText.of(kind, language, wanted, debit);
        var day = NoticeText.day(debit);
        return new Notice(
                debit.id(),
                number,
                kind,
                day,
                debit.terms().amount(),
                Deadline.of(debit.scheme(), day, wanted.sepaDays()),
                tx.now(),
                tx.today(zone(debit.scheme())),
                address.email(),
                language.code(),
                words.subject(),
                words.text(),
                Optional.empty(),
                Optional.empty());
    }

    private static ZoneId zone(MandateScheme scheme) {
        return scheme.isSepa() ? SEPA : SWEDEN;
    }

    private static NewMail mail(Tx tx, Notice notice) {
        return new NewMail(
                MailKind.PRE_NOTIFICATION,
                Optional.of(tx.organization()),
                notice.recipient(),
                notice.subject(),
                notice.text(),
                tx.now().plus(WAITS));
    }

    /** What payers were told of a collection, the oldest first. */
    List<Notice> of(Tx tx, UUID debit, int after, int limit) {
        return table.of(tx, debit, after, limit);
    }

    NoticeSettingsTable settings() {
        return settings;
    }

    @Override
    public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
        if (payments.isEmpty()) {
            return Map.of();
        }
        var wanted = settings.read(tx);
        if (!wanted.byMail()) {
            return Map.of();
        }
        var last = table.last(tx, payments);
        var warnings = new HashMap<UUID, List<Warning>>();
        boolean mayTell = mayTell(tx);
        for (var one : table.open(tx, payments)) {
            var told = Optional.ofNullable(last.get(one.id()));
            var found =
                    mayTell || told.isPresent()
                            ? warning(tx, wanted, one, told)
                            : Optional.of(NO_MAIL);
            found.ifPresent(what -> warnings.put(one.id(), List.of(what)));
        }
        return warnings;
    }

    private static Optional<Warning> warning(
            Tx tx, NoticeSettings wanted, NoticeTable.Open one, Optional<Notice> last) {
        if (!one.reachable()) {
            return Optional.of(
                    Warning.of(
                            "PRE_NOTIFICATION_NO_ADDRESS",
                            "The payer has no e-mail address, so nobody is told of this"
                                    + " collection before."));
        }
        var undelivered = last.flatMap(Notice::undelivered);
        if (undelivered.isPresent()) {
            return Optional.of(
                    Warning.of(
                            "PRE_NOTIFICATION_UNDELIVERED",
                            "The mail to the payer was given up: " + undelivered.get()));
        }
        return late(tx, wanted, one, last);
    }

    private static Optional<Warning> late(
            Tx tx, NoticeSettings wanted, NoticeTable.Open one, Optional<Notice> last) {
        var deadline = Deadline.of(one.scheme(), one.day(), wanted.sepaDays());
        var told =
                last.filter(notice -> notice.kind() != NoticeKind.CANCELLED)
                        .filter(notice -> notice.day().equals(one.day()))
                        .map(Notice::toldOn)
                        .orElse(tx.today(zone(one.scheme())));
        return told.isAfter(deadline)
                ? Optional.of(
                        Warning.of(
                                "PRE_NOTIFICATION_LATE",
                                ("The payer of a collection on %s must be told until %s, and is"
                                                + " told on %s.")
                                        .formatted(one.day(), deadline, told)))
                : Optional.empty();
    }
}
