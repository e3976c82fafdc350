/**
 * Reading XML files from outside, whatever is in them: visits of elements by local name ({@link
 * kontor.xml.XmlSource}), small parts of a file in memory with their place ({@link
 * kontor.xml.XmlNode}), limits on everything that a sender chooses, and one kind of refusal that
 * says where ({@link kontor.xml.MalformedMessage}). It knows no message.
 */
@NullMarked
package kontor.xml;

import org.jspecify.annotations.NullMarked;
