package org.ignition.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Known hosts that remember which key a host showed, and learn none. */
final class SeenKey implements HostKeyRepository {

  private final HostKeyRepository known;
  private byte[] shown = new byte[0];

  SeenKey(HostKeyRepository known) {
    this.known = known;
  }

  @Override
  public int check(String host, byte[] key) {
    shown = key.clone();
    return known.check(host, key);
  }

  /** As {@code ssh-keygen -l} prints it; empty before a key was shown. */
  String fingerprint() {
    if (shown.length == 0) {
      return "";
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(shown);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  /** Type and key, as {@code known_hosts} has them behind the name; RFC 4253, section 6.6. */
  String line() {
    int length = ByteBuffer.wrap(shown).getInt();
    String type = new String(shown, Integer.BYTES, length, StandardCharsets.US_ASCII);
    return type + " " + Base64.getEncoder().encodeToString(shown);
  }

  @Override
  public void add(HostKey hostKey, UserInfo user) {
    // Nobody becomes known by being asked.
  }

  @Override
  public void remove(String host, @Nullable String type) {
    known.remove(host, type);
  }

  @Override
  public void remove(String host, @Nullable String type, byte @Nullable [] key) {
    known.remove(host, type, key);
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "known hosts";
  }

  @Override
  public HostKey[] getHostKey() {
    return known.getHostKey();
  }

  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    return known.getHostKey(host, type);
  }
}
