using System.Security.Cryptography;
using System.Text.Json;

namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// The municipality's keys, in a JSON file that stands outside the database and its backups:
/// <c>{"origin":"city|generated","current":"k1","keys":{"k1":"base64, 32 bytes"},"index":"base64, 32 bytes"}</c>.
/// <c>keys</c> wrap data keys and may be rotated; <c>index</c> makes the searchable hashes and stays.
/// </summary>
public sealed class KeyRing
{
    public const int KeyBytes = 32;

    private readonly byte[] _index;
    private readonly string? _path;
    private IReadOnlyDictionary<string, byte[]> _keys;

    private KeyRing(string origin, string current, Dictionary<string, byte[]> keys, byte[] index, string? path = null) =>
        (Origin, Current, _keys, _index, _path) = (origin, current, keys, index, path);

    /// <summary>"generated" by the program on a first run, or "city". Production refuses the former.</summary>
    public string Origin { get; }

    /// <summary>The key that wraps new data keys.</summary>
    public string Current { get; private set; }

    public IReadOnlyCollection<string> KeyIds => [.. _keys.Keys];

    internal byte[] this[string keyId]
    {
        get
        {
            // A key that was added while this process ran: the file knows it.
            if (!_keys.ContainsKey(keyId) && _path is not null)
            {
                var file = Load(_path);
                (_keys, Current) = (file._keys, file.Current);
            }
            return _keys.TryGetValue(keyId, out var key) ? key : throw new CryptographicException($"The key file has no key \"{keyId}\".");
        }
    }

    public static KeyRing Generate(string origin) =>
        new(origin, "k1", new() { ["k1"] = RandomNumberGenerator.GetBytes(KeyBytes) }, RandomNumberGenerator.GetBytes(KeyBytes));

    /// <exception cref="InvalidDataException">The file is not a key file; the message says what is wrong.</exception>
    public static KeyRing Load(string path)
    {
        var file = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), CanonicalJson.Readable) ?? throw new InvalidDataException($"{path} is empty.");
        var keys = file.Keys.ToDictionary(k => k.Key, k => Key(path, k.Key, k.Value));
        if (!keys.ContainsKey(file.Current))
            throw new InvalidDataException($"{path}: \"current\" names the key \"{file.Current}\", which is not under \"keys\".");
        return new(file.Origin, file.Current, keys, Key(path, "index", file.Index), path);
    }

    public static KeyRing LoadOrGenerate(string path)
    {
        if (File.Exists(path))
            return Load(path);
        var ring = Generate("generated");
        ring.Save(path);
        return Load(path);
    }

    /// <summary>Adds a key and makes it the current one. The older keys stay until nothing is wrapped with them.</summary>
    public string AddKey()
    {
        var id = "k" + (_keys.Count + 1);
        while (_keys.ContainsKey(id))
            id += "x";
        _keys = new Dictionary<string, byte[]>(_keys) { [id] = RandomNumberGenerator.GetBytes(KeyBytes) };
        return Current = id;
    }

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new KeyFile(Origin, Current, _keys.ToDictionary(k => k.Key, k => Convert.ToBase64String(k.Value)), Convert.ToBase64String(_index));
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(stream, file, CanonicalJson.Readable);
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>A hash under the municipality's key: equal for equal text and purpose, without meaning to anyone who lacks the key.</summary>
    public byte[] IndexHash(string purpose, ReadOnlySpan<byte> value)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _index);
        hmac.AppendData(System.Text.Encoding.UTF8.GetBytes(purpose));
        hmac.AppendData([0]);
        hmac.AppendData(value);
        return hmac.GetHashAndReset();
    }

    /// <summary>A key for one purpose, the same in every process that holds the key file (HKDF, RFC 5869).</summary>
    public byte[] DerivedKey(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _index, KeyBytes, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    private static byte[] Key(string path, string name, string base64)
    {
        var bytes = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(base64, bytes, out var written) || written != KeyBytes)
            throw new InvalidDataException($"{path}: the key \"{name}\" is not {KeyBytes} bytes in base64.");
        return bytes;
    }

    private sealed record KeyFile(string Origin, string Current, Dictionary<string, string> Keys, string Index);
}
