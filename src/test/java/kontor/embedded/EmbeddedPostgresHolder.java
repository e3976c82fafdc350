package kontor.embedded;

import java.nio.file.Path;

/** A process that starts the embedded server and waits to be killed. */
final class EmbeddedPostgresHolder {

    private EmbeddedPostgresHolder() {}

    /**
     * @param arguments data folder, programs folder
     */
    public static void main(String[] arguments) throws Exception {
        var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(postgres.jdbcUrl());
        System.in.read();
    }
}
