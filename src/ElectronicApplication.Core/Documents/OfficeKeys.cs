using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Pdf;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Documents;

/// <summary>The keys that sign documents, each read once. Outside Production, where none is configured, one for practice is made on first use and marked as such.</summary>
public sealed class OfficeKeys(IOptions<DocumentOptions> options, IHostEnvironment environment, TimeProvider time)
{
    /// <summary>The mark of certificates for practice, the same that the sandbox uses (1.3.6.1.4.1.55555.1.1).</summary>
    private const string PracticeMark = "1.3.6.1.4.1.55555.1.1";

    private readonly ConcurrentDictionary<string, Lazy<PdfSigningKey>> _keys = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    public Result<PdfSigningKey> For(string office)
    {
        var configured = options.Value.Keys;
        var name = configured.ContainsKey(office) ? office : DocumentOptions.DefaultOffice;
        if (!configured.ContainsKey(name) && environment.IsProduction())
            return DocumentErrors.NoKey(office);
        var key = _keys.GetOrAdd(name, n => new(() => configured.TryGetValue(n, out var own) ? Load(own) : Practice())).Value;
        return key.Certificate.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime ? DocumentErrors.KeyEnded(key.Certificate.NotAfter.ToUniversalTime()) : key;
    }

    /// <exception cref="CryptographicException">The password is wrong, or the file holds no certificate with its key.</exception>
    public static PdfSigningKey Load(OfficeKeyOptions key)
    {
        var password = key.PasswordFile.Length == 0 ? "" : File.ReadAllText(key.PasswordFile).TrimEnd('\r', '\n');
        var all = X509CertificateLoader.LoadPkcs12Collection(File.ReadAllBytes(key.File), password, X509KeyStorageFlags.EphemeralKeySet);
        var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException($"{key.File} holds no certificate with its private key.");
        return PdfSigningKey.Of(own, [.. all.Where(c => c != own)]);
    }

    /// <summary>Made by the program, or for the sandbox.</summary>
    public static bool IsForPractice(PdfSigningKey key) => key.Chain.Prepend(key.Certificate).Any(c => c.Extensions.Any(e => e.Oid?.Value == PracticeMark));

    private PdfSigningKey Practice()
    {
        var file = Path.Combine(options.Value.DataDirectory, "keys", "office-practice.p12");
        lock (_making)
        {
            if (!File.Exists(file))
                Make(file);
        }
        return Load(new() { File = file });
    }

    private void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var key = RSA.Create(2048);
        var name = options.Value.Head.Replace("\"", "", StringComparison.Ordinal);
        var request = new CertificateRequest(new X500DistinguishedName($"CN=\"{name}（練習用）\", C=JP"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        var mark = new AsnWriter(AsnEncodingRules.DER);
        mark.WriteCharacterString(UniversalTagNumber.UTF8String, "practice");
        request.CertificateExtensions.Add(new X509Extension(PracticeMark, mark.Encode(), critical: false));
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
        var fresh = $"{file}.{Guid.NewGuid():N}";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(fresh, create))
        {
            stream.Write(certificate.Export(X509ContentType.Pkcs12, ""));
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(fresh, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first: its key is the one.
            File.Delete(fresh);
        }
    }
}
