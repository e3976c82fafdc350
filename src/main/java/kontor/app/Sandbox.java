package kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kontor.accounts.NewAccount;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.entities.CreditorNumbers;
import kontor.entities.NewEntity;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.iam.Users;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.testbank.BankLogin;
import kontor.testbank.TestBank;
import kontor.testbank.TestBankChannel;
import kontor.wire.Json;

/**
 * The organization of a first start: one entity that may collect, the test bank with all its logins
 * and accounts, a developer, an owner, and the owner's dashboard login. The first start adds a
 * second person in the owner role: nobody approves what they made themselves.
 */
public final class Sandbox {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /**
     * The specimen creditor identifier of the EPC's own guide and a made-up Bankgirot customer
     * number.
     */
    private static final CreditorNumbers CREDITOR =
            new CreditorNumbers(Optional.of("DE98ZZZ09999999999"), Optional.of("471100"));

    private static final String ADDRESS =
            """
            {"country":"DE","city":"Berlin","postalCode":"10115","streetName":"Musterstrasse","streetNumber":"1"}\
            """;
    private static final String EMAIL = "owner@sandbox.example";

    /** The systems that the two programs act for, so that one approves what the other makes. */
    private static final String DEVELOPER = "Developer of the sandbox";

    private static final String OWNER = "Owner of the sandbox";

    private static final String SECOND_EMAIL = "approver@sandbox.example";

    private final Wiring wiring;
    private final BiFunction<String, Secret, PasswordHash> hashing;

    public Sandbox(Wiring wiring) {
        this(wiring, wiring.people().identities()::hash);
    }

    /**
     * @param hashing of a new password of an address; by default as for everybody, which takes a
     *     while by design
     */
    public Sandbox(Wiring wiring, BiFunction<String, Secret, PasswordHash> hashing) {
        this.wiring = wiring;
        this.hashing = hashing;
    }

    /**
     * What is shown once: the keys of both users and the owner's login.
     *
     * @param approver the login of the second person, where there is one
     */
    public record Keys(
            OrganizationId organization,
            Users.NewKey developer,
            Users.NewKey owner,
            String email,
            String password,
            Optional<Login> approver) {

        @Override
        public String toString() {
            return "Keys[" + organization + "]";
        }
    }

    /** How a person signs in. */
    public record Login(String email, String password) {

        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }

    /** A person to be made, with what takes a while by design and is done before a transaction. */
    private record Person(Login login, String name, PasswordHash hash) {}

    /** Makes a sandbox organization with everything in it but the second person. */
    public Keys create() {
        return create(_ -> {}, Optional.empty());
    }

    /**
     * The same, with the second person.
     *
     * @param keep takes the keys to a safe place before the organization is there, so that nobody
     *     finds it without them; what is kept may be of an organization that never came to be
     */
    public Keys create(Consumer<Keys> keep) {
        return create(keep, Optional.of(person(SECOND_EMAIL, "Sandbox Approver")));
    }

    private Person person(String email, String name) {
        String password = wiring.people().users().newPassword();
        var hash = hashing.apply(email, new Secret(password));
        return new Person(new Login(email, password), name, hash);
    }

    private Keys create(Consumer<Keys> keep, Optional<Person> second) {
        var first = person(EMAIL, "Sandbox Owner");
        return wiring.people()
                .organizations()
                .create(
                        new Organizations.New("Sandbox", true, ZONE),
                        tx -> {
                            furnish(tx);
                            var keys = people(tx, first, second);
                            keep.accept(keys);
                            return keys;
                        })
                .content();
    }

    private void furnish(Tx tx) {
        UUID entity =
                wiring.parties()
                        .entities()
                        .add(
                                tx,
                                NewEntity.named("Kontor Sandbox GmbH")
                                        .withAddress(ADDRESS)
                                        .withCreditor(CREDITOR))
                        .id();
        new TestBank().open(tx).forEach(login -> connect(tx, entity, login));
    }

    private Keys people(Tx tx, Person first, Optional<Person> second) {
        var roles = wiring.people().roles();
        var users = wiring.people().users();
        UUID developers = roles.create(tx, "developer", false, Permissions.DEVELOPER);
        UUID owners = roles.create(tx, "owner", true, Permissions.ALL);
        var developer = users.createProgrammatic(tx, "Sandbox developer", developers, DEVELOPER);
        var owner = users.createProgrammatic(tx, "Sandbox owner", owners, OWNER);
        Stream.concat(Stream.of(first), second.stream())
                .forEach(
                        one -> users.createPerson(tx, one.login.email, one.name, one.hash, owners));
        return new Keys(
                tx.organization(),
                developer,
                owner,
                first.login.email,
                first.login.password,
                second.map(Person::login));
    }

    private void connect(Tx tx, UUID entity, BankLogin login) {
        var first = login.accounts().getFirst();
        var connection =
                new Connection(
                        Ids.next(),
                        "Test bank, " + login.user(),
                        first.bic(),
                        Connection.thirdParty(first.bic()),
                        BankProfile.find(BankProfile.TESTBANK).orElseThrow(),
                        TestBankChannel.NAME,
                        login.user());
        wiring.parties().connections().add(tx, connection);
        for (var account : login.accounts()) {
            var bank =
                    new NewAccount.Bank(
                            Connection.thirdParty(account.bic()),
                            affiliation(entity, account.bic()),
                            connection.id());
            wiring.parties()
                    .accounts()
                    .add(
                            tx,
                            new NewAccount(
                                    entity,
                                    bank,
                                    account.market(),
                                    account.currency(),
                                    account.name(),
                                    account.identifiers(),
                                    account.routing(),
                                    true,
                                    Optional.empty(),
                                    Map.of(),
                                    account.zone(),
                                    CreditorNumbers.NONE));
        }
    }

    private static UUID affiliation(UUID entity, String bic) {
        return UUID.nameUUIDFromBytes(
                ("affiliation " + entity + " " + bic).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the keys where only this user reads them, whole or not at all. */
    public static void write(Path file, Keys keys, String baseUrl) {
        var content =
                Json.object()
                        .put("baseUrl", baseUrl)
                        .put("organizationId", keys.organization.toString());
        content.putObject("developer")
                .put("accessKey", keys.developer.accessKey())
                .put("secret", keys.developer.secret().text());
        content.putObject("owner")
                .put("accessKey", keys.owner.accessKey())
                .put("secret", keys.owner.secret().text())
                .put("email", keys.email)
                .put("password", keys.password);
        keys.approver.ifPresent(
                login ->
                        content.putObject("approver")
                                .put("email", login.email)
                                .put("password", login.password));
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(aside);
            Files.createFile(
                    aside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(aside, Json.readOwn(Json.write(content)).toPrettyString() + "\n");
            toDisk(aside);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            toDisk(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void toDisk(Path path) throws IOException {
        try (var open = FileChannel.open(path, StandardOpenOption.READ)) {
            open.force(true);
        }
    }
}
