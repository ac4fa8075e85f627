namespace ElectronicApplication.Core.Submissions;

/// <summary>Finds the media type of a file by looking at its first bytes. Name and header of the sender are not believed.</summary>
public static class FileKind
{
    public static string? Find(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return "image/webp";
        // ISO base media file: the brand says which kind (ISO/IEC 23008-12 for HEIF).
        if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8) && IsHeif(file.Slice(8, 4)))
            return "image/heic";
        // ISO 32000-1 annex H: readers accept the header anywhere in the first 1024 bytes.
        return file[..Math.Min(file.Length, 1024)].IndexOf("%PDF-"u8) >= 0 ? "application/pdf" : null;
    }

    /// <summary>Whether browsers show it as a picture.</summary>
    public static bool IsPicture(string contentType) => contentType is "image/jpeg" or "image/png" or "image/webp";

    public static string Japanese(string contentType) => contentType switch
    {
        "application/pdf" => "PDF", "image/jpeg" => "JPEG", "image/png" => "PNG", "image/webp" => "WebP", "image/heic" => "HEIC", _ => contentType,
    };

    private static bool IsHeif(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
}
