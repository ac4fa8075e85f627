using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ElectronicApplication.Core.Kernel;

/// <summary>A data key as it is stored: wrapped by a key of the <see cref="KeyRing"/>.</summary>
public sealed class WrappedKey
{
    public required string KeyId { get; init; }

    /// <summary>12 bytes nonce, 32 bytes cipher text, 16 bytes tag.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>
/// Envelope encryption: AES-256-GCM (NIST SP 800-38D) under a data key per draft or submission, the data key wrapped by the municipality's key.
/// Every cipher text is bound to the row and the purpose it was made for, so that it cannot be moved to another.
/// </summary>
public sealed class Envelope(KeyRing keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>A new data key for a row; <paramref name="wrapped"/> is what to store.</summary>
    public DataKey Create(out WrappedKey wrapped)
    {
        var key = RandomNumberGenerator.GetBytes(KeyRing.KeyBytes);
        wrapped = Wrap(key);
        return new DataKey(key);
    }

    public DataKey Open(WrappedKey wrapped) => new(Decrypt(keys[wrapped.KeyId], wrapped.Bytes, "data-key"));

    /// <summary>The same data key under the current key of the ring.</summary>
    public WrappedKey Rewrap(WrappedKey wrapped) => Wrap(Decrypt(keys[wrapped.KeyId], wrapped.Bytes, "data-key"));

    private WrappedKey Wrap(byte[] key)
    {
        // Read once: another thread may learn of a new key in between.
        var id = keys.Current;
        return new() { KeyId = id, Bytes = Encrypt(keys[id], key, "data-key") };
    }

    internal static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, string boundTo)
    {
        var output = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(output.AsSpan(0, NonceBytes), plain, output.AsSpan(NonceBytes, plain.Length), output.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(boundTo));
        return output;
    }

    internal static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> cipher, string boundTo)
    {
        if (cipher.Length < NonceBytes + TagBytes)
            throw new CryptographicException("The cipher text is too short.");
        var plain = new byte[cipher.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(cipher[..NonceBytes], cipher[NonceBytes..^TagBytes], cipher[^TagBytes..], plain, Encoding.UTF8.GetBytes(boundTo));
        return plain;
    }
}

/// <summary>An open data key. <c>boundTo</c> is purpose and row id, e.g. "submission.content:0197…".</summary>
public sealed class DataKey(byte[] key)
{
    public byte[] Encrypt(ReadOnlySpan<byte> plain, string boundTo) => Envelope.Encrypt(key, plain, boundTo);

    public byte[] Decrypt(ReadOnlySpan<byte> cipher, string boundTo) => Envelope.Decrypt(key, cipher, boundTo);

    public byte[] EncryptJson<T>(T value, string boundTo) => Encrypt(JsonSerializer.SerializeToUtf8Bytes(value, CanonicalJson.Readable), boundTo);

    public T DecryptJson<T>(ReadOnlySpan<byte> cipher, string boundTo) => JsonSerializer.Deserialize<T>(Decrypt(cipher, boundTo), CanonicalJson.Readable)!;
}
