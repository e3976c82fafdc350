package kontor;

/** A key that metadata may have, by the owner. */
public final class MetadataKeyBuilder extends RequestBuilder<MetadataKeyBuilder> {

    public static final String PATH = "/iam/v2beta/metadata-keys";

    MetadataKeyBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "'key': 'costCenter'");
        by(sandbox.owner());
    }

    @Override
    MetadataKeyBuilder self() {
        return this;
    }

    @Override
    void complete() {}

    public MetadataKeyBuilder named(String key) {
        return with("key", key);
    }

    public MetadataKeyBuilder knownTo(String resource) {
        return with("'resources': [{'resource': '%s'}]".formatted(resource));
    }

    public MetadataKeyBuilder requiredOf(String resource) {
        return with("'resources': [{'resource': '%s', 'required': true}]".formatted(resource));
    }

    public MetadataKeyBuilder allowing(String... values) {
        return with("'allowedValues': " + Jsons.texts(values));
    }
}
