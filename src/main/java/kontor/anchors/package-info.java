/**
 * Where feeds were, kept outside the database: a signed line for each organization whose feed went
 * on, each hour and before each file that leaves for a bank. Who rewrites a whole feed, or cuts its
 * end off, does not match the lines any more ({@link kontor.anchors.AnchorCheck}).
 *
 * <p>A line names the digest of the line before, so that none can be taken out. The key that signs
 * is sealed in the database; a new key is endorsed by the one before. Who has only the file and an
 * export can prove both, without a database.
 *
 * <pre>
 * key N TIME KEY PUBLIC ENDORSED BEFORE                            a key signs from here on
 * at N TIME ORGANIZATION POSITION DIGEST KEY BEFORE SIGNATURE      a feed was so far
 * </pre>
 *
 * <p>No tables of its own. Standard: Ed25519 (RFC 8032), of the JDK.
 */
@NullMarked
package kontor.anchors;

import org.jspecify.annotations.NullMarked;
