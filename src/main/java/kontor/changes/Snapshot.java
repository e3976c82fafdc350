package kontor.changes;

import java.util.UUID;

/** A resource as the API shows it after a change; the same text stands in the change's event. */
public record Snapshot(String resource, UUID id, int version, String json) {}
