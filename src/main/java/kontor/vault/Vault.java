package kontor.vault;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.db.Database;
import kontor.postgres.CannotStart;
import kontor.vault.VaultTable.Kind;
import kontor.vault.VaultTable.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door to what is encrypted at rest: seals and opens secrets, and seals them anew. */
public final class Vault {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final KeySource source;
    private final VaultTable table = new VaultTable();

    /** By id, the sealing one first; empty where secrets stay as they are. */
    private volatile Map<String, MasterKey> keys = Map.of();

    private Vault(KeySource source) {
        this.source = source;
    }

    /** Without a database to look at, for one that was looked at or has nothing yet. */
    public static Vault of(KeySource source) {
        var vault = new Vault(source);
        vault.read();
        return vault;
    }

    /**
     * Whether all secrets of the database can be opened. What an earlier version stored plainly is
     * sealed in one transaction.
     *
     * @param alone no node of an earlier version is at work, which could not read what is sealed
     * @throws CannotStart when a secret needs another master key, or was altered
     */
    public static Vault open(Database database, KeySource source, boolean alone) {
        var vault = new Vault(source);
        database.systemDo(
                sql -> {
                    var all = vault.table.lockAll(sql);
                    vault.prepare(all);
                    vault.refuseUnopened(all);
                    var plain = all.stream().filter(one -> keyOf(one).isEmpty()).toList();
                    if (alone && !vault.keys.isEmpty()) {
                        plain.forEach(one -> vault.table.replace(sql, vault.sealed(one)));
                    } else if (!plain.isEmpty()) {
                        warnOfPlain(plain.size(), !vault.keys.isEmpty());
                    }
                });
        return vault;
    }

    private static void warnOfPlain(int count, boolean hasKey) {
        LOG.warn(
                "{} private keys in the database are not encrypted: {}",
                count,
                hasKey
                        ? "other nodes are at work; when all of them have the master key, run"
                                + " ./kontor keys reseal"
                        : "set KONTOR_SECRET_KEY or KONTOR_SECRET_KEY_FILE, the same on all nodes");
    }

    /** What an operator is told at each start where secrets stay as they are. */
    public Optional<String> warning() {
        return keys.isEmpty()
                ? Optional.of(
                        "The private keys in the database are NOT encrypted: make a master key by"
                                + " openssl rand -base64 32 and give it to all nodes as"
                                + " KONTOR_SECRET_KEY")
                : Optional.empty();
    }

    /** A lost key is not made anew: what it sealed could never be opened. */
    private void prepare(List<Stored> all) {
        if (source instanceof KeySource.InFile(var path, boolean own)
                && !new KeyFile(path).exists()) {
            var needed = keysOf(all);
            if (!own || !needed.isEmpty()) {
                throw new CannotStart(
                        "The key file "
                                + path
                                + " is missing"
                                + (needed.isEmpty()
                                        ? "; make it: openssl rand -base64 32 > " + path + "."
                                        : "; put it back, for the secrets of the database are"
                                                + " encrypted with its key "
                                                + needed
                                                + "."));
            }
            new KeyFile(path).write(List.of(MasterKey.random()));
        }
        read();
    }

    private void refuseUnopened(List<Stored> all) {
        for (var one : all) {
            keyOf(one)
                    .filter(key -> !keys.containsKey(key))
                    .ifPresent(
                            key -> {
                                throw new CannotStart(
                                        "The secrets of this database are encrypted with the master"
                                                + " key "
                                                + key
                                                + ", and this node has "
                                                + (keys.isEmpty() ? "none" : ids())
                                                + ": give all nodes the same KONTOR_SECRET_KEY or"
                                                + " KONTOR_SECRET_KEY_FILE.");
                            });
            open(one);
        }
    }

    private String ids() {
        return String.join(", ", keys.keySet());
    }

    private static String keysOf(List<Stored> all) {
        return all.stream()
                .flatMap(one -> keyOf(one).stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> keyOf(Stored one) {
        return Sealed.parse(one.stored()).map(Sealed::key);
    }

    private byte[] open(Stored one) {
        return Sealed.parse(one.stored())
                .map(found -> open(found, one.place()))
                .orElse(one.stored());
    }

    private Stored sealed(Stored one) {
        return new Stored(one.kind(), one.key(), seal(open(one), one.place()));
    }

    /** A private key that signs, as it is to be stored. */
    public byte[] sealSigningKey(String kid, byte[] plain) {
        return seal(plain, Kind.SIGNING_KEY.place(kid));
    }

    public byte[] openSigningKey(String kid, byte[] stored) {
        return open(new Stored(Kind.SIGNING_KEY, kid, stored));
    }

    /** A secret of the installation, as it is to be stored. */
    public byte[] sealSecret(String name, byte[] plain) {
        return seal(plain, Kind.INSTALLATION_SECRET.place(name));
    }

    public byte[] openSecret(String name, byte[] stored) {
        return open(new Stored(Kind.INSTALLATION_SECRET, name, stored));
    }

    private byte[] seal(byte[] plain, String place) {
        // Another process may have put a new key first.
        read();
        return keys.values().stream()
                .findFirst()
                .map(key -> new Sealed(key.id(), key.seal(plain, place)).stored())
                .orElse(plain);
    }

    private byte[] open(Sealed sealed, String place) {
        var key = keys.get(sealed.key());
        if (key == null) {
            read();
            key = keys.get(sealed.key());
        }
        if (key == null) {
            throw new CannotStart(
                    "The secret " + place + " needs the master key " + sealed.key() + ".");
        }
        try {
            return key.open(sealed.bytes(), place);
        } catch (GeneralSecurityException altered) {
            throw new CannotStart(
                    "The secret "
                            + place
                            + " in the database was altered, or moved there from another place.");
        }
    }

    private void read() {
        keys =
                switch (source) {
                    case KeySource.None _ -> Map.of();
                    case KeySource.Given(var given) -> byId(given);
                    case KeySource.InFile(var path, boolean own) ->
                            own && !new KeyFile(path).exists()
                                    ? keys
                                    : byId(new KeyFile(path).read());
                };
    }

    private static Map<String, MasterKey> byId(List<String> texts) {
        var byId = new LinkedHashMap<String, MasterKey>();
        texts.stream().map(MasterKey::parse).forEach(key -> byId.putIfAbsent(key.id(), key));
        return byId;
    }

    /** What became of a change of the master key. */
    public record Resealed(String key, int secrets) {}

    /**
     * Seals all secrets with the first master key. Of a key file a new first line is made before;
     * earlier keys stay in it while a secret needed them until now. Interrupted at any point, all
     * secrets can still be opened, and it can be done again.
     *
     * @throws CannotStart when there is no master key
     */
    public Resealed reseal(Database database) {
        if (source instanceof KeySource.InFile(var path, _)) {
            renew(new KeyFile(path), database.system(sql -> keysOf(table.lockAll(sql))));
        }
        read();
        if (keys.isEmpty()) {
            throw new CannotStart(
                    "There is no master key: set KONTOR_SECRET_KEY or KONTOR_SECRET_KEY_FILE.");
        }
        int secrets =
                database.system(
                        sql -> {
                            var all = table.lockAll(sql);
                            refuseUnopened(all);
                            all.forEach(one -> table.replace(sql, sealed(one)));
                            return all.size();
                        });
        return new Resealed(keys.keySet().iterator().next(), secrets);
    }

    private static void renew(KeyFile file, String needed) {
        var lines = new ArrayList<>(List.of(MasterKey.random()));
        (file.exists() ? file.read() : List.<String>of())
                .stream()
                        .filter(text -> needed.contains(MasterKey.parse(text).id()))
                        .forEach(lines::add);
        file.write(lines);
    }

    @Override
    public String toString() {
        return "Vault[" + ids() + "]";
    }
}
