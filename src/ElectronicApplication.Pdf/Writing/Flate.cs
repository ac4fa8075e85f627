using System.IO.Compression;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>FlateDecode (ISO 32000-2 7.4.4) is zlib.</summary>
internal static class Flate
{
    public static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream(bytes.Length / 2 + 64);
        using (var deflate = new ZLibStream(result, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(bytes);
        return result.ToArray();
    }
}
