package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.identity.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets that messages are signed with, by a key that is not in the database (AES-256 in
 * GCM): whoever gets hold of the database or a backup of it can sign nothing. A secret is sealed
 * for its webhook and opens for no other. Thread-safe.
 */
public final class SecretSeal {
  /** Length of the key, in bytes. */
  public static final int KEY_BYTES = 32;

  static final String KEY_FILE = "webhook.key";

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random;

  SecretSeal(byte[] key, SecureRandom random) {
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /**
   * Takes the key that is configured, or that of the data folder, which is made if there is none.
   *
   * @throws IOException if that cannot be read or written; the message says what to do
   */
  public static SecretSeal open(Optional<byte[]> configured, Path dataFolder) throws IOException {
    SecureRandom random = new SecureRandom();
    if (configured.isPresent()) {
      return new SecretSeal(configured.get(), random);
    }
    Path file = dataFolder.resolve(KEY_FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(dataFolder);
      byte[] made = new byte[KEY_BYTES];
      random.nextBytes(made);
      SecretFile.writeIfAbsent(file, Base64.getEncoder().encodeToString(made));
    }
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == KEY_BYTES) {
        return new SecretSeal(key, random);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IOException(
        file + " is no key; put back the one it was, or delete it and rotate every secret");
  }

  byte[] seal(String webhook, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, webhook, nonce).doFinal(secret.key());
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot seal with AES-256", e);
    }
  }

  /** Empty if it was sealed with another key, or for another webhook. */
  Optional<Secret> open(String webhook, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    byte[] rest = new byte[parts.remaining()];
    parts.get(rest);
    try {
      return Optional.of(new Secret(cipher(Cipher.DECRYPT_MODE, webhook, nonce).doFinal(rest)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, String webhook, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(webhook.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
