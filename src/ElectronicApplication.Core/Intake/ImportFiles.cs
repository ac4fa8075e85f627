using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Intake;

/// <param name="Name">With its folders inside a ZIP, separated by "/".</param>
public sealed record ImportFile(string Name, byte[] Content)
{
    public string Last => Name[(Name.LastIndexOf('/') + 1)..];

    public string Folder => Name.LastIndexOf('/') is var end and > 0 ? Name[..end] : "";

    public bool IsTable => Has(".csv") || Has(".tsv") || Has(".txt");

    public bool IsXml => Has(".xml");

    private bool Has(string ending) => Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Unpacks what strangers packed: within bounds, nothing outside, nothing twice.</summary>
internal static class ImportFiles
{
    public const int MaxFiles = 3000;
    public const long MaxBytes = 256L * 1024 * 1024;
    private const int MaxName = 300;

    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
    private static readonly Encoding Strict = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>ZIPs are unpacked, other files stay.</summary>
    public static Result<List<ImportFile>> Unpack(IEnumerable<ImportFile> uploaded)
    {
        List<ImportFile> files = [];
        var left = MaxBytes;
        foreach (var file in uploaded)
        {
            if (!file.Content.AsSpan().StartsWith("PK\x03\x04"u8) && !file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                files.Add(file);
            else if (Read(file, ref left, files) is { } refused)
                return refused;
        }
        if (files.Count > MaxFiles)
            return Refused($"ファイルが多すぎます（{MaxFiles} 個まで）。分けて取り込んでください。", $"Too many files (limit {MaxFiles}).");
        return files.DistinctBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Count() == files.Count ? files
            : Refused("同じ名前のファイルが二つあります。取り込みません。", "Two files have the same name.");
    }

    private static Error? Read(ImportFile packed, ref long left, List<ImportFile> files)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(packed.Content, writable: false), ZipArchiveMode.Read, false, ShiftJis);
            if (zip.Entries.Count + files.Count > MaxFiles)
                return Refused($"「{packed.Name}」の中のファイルが多すぎます（{MaxFiles} 個まで）。分けて取り込んでください。", $"Too many files in {packed.Name} (limit {MaxFiles}).");
            foreach (var entry in zip.Entries)
            {
                var name = entry.FullName.Replace('\\', '/');
                if (name.Length is 0 or > MaxName || name.Any(c => c == ':' || char.IsControl(c)) || name.TrimEnd('/').Split('/').Any(part => part is "" or "." or ".."))
                    return Refused($"「{packed.Name}」に、フォルダーの外を指すか使えない名前のファイルがあります。取り込みません。", $"{packed.Name} holds a name that points outside or cannot be used.");
                if (name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal))
                    continue;
                if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                    return Refused($"「{packed.Name}」の中にさらに ZIP があります。先に展開してください。", $"{packed.Name} holds another ZIP; unpack it first.");
                if (entry.IsEncrypted)
                    return Refused($"「{packed.Name}」にはパスワードがかかっています。外してから取り込んでください。", $"{packed.Name} is protected by a password.");
                using var source = entry.Open();
                if (Bounded(source, left) is not { } bytes)
                    return Refused($"「{packed.Name}」は展開すると大きすぎます（{MaxBytes / 1024 / 1024} MB まで）。分けて取り込んでください。", $"{packed.Name} is too large unpacked.");
                left -= bytes.Length;
                files.Add(new(name, bytes));
            }
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return Refused($"「{packed.Name}」は ZIP として読めません。壊れているか、別の種類のファイルです。もう一度書き出してもらってください。", $"{packed.Name} cannot be read as a ZIP.");
        }
    }

    /// <summary>Counts what really comes; the sizes that a ZIP declares may lie.</summary>
    private static byte[]? Bounded(Stream source, long limit)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[65536];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > limit)
                return null;
        }
        return copy.ToArray();
    }

    /// <summary>UTF-8 with or without its mark, UTF-16 with it, and what is neither is Shift_JIS as Windows writes it.</summary>
    public static string? Text(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("\uFEFF"u8))
            return Encoding.UTF8.GetString(bytes.AsSpan(3));
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes.AsSpan(2));
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    internal static Error Refused(string message, string messageEn) => IntakeErrors.Field("files", "refused", message, messageEn);
}
