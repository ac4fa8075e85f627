using System.Buffers.Binary;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Images;

/// <summary>
/// Takes a JPEG (ITU-T T.81) as PDF takes it, undecoded (ISO 32000-2 7.4.8), without its comments and application data: where and with what
/// a photograph was taken is nobody's business.
/// </summary>
internal static class JpegReader
{
    public static PdfImage Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var kept = new ByteWriter(bytes.Length);
        kept.Bytes(bytes[..2]);
        var (width, height, components, adobe) = (0, 0, 0, false);
        for (var at = 2; ;)
        {
            if (at + 4 > bytes.Length || bytes[at] != 0xFF) throw PdfImage.Bad("The JPEG ends before its image begins.");
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker is 0x01 or (>= 0xD0 and <= 0xD9) || length < 2 || at + 2 + length > bytes.Length) throw PdfImage.Bad("A segment of the JPEG is broken.");
            var segment = bytes.Slice(at, 2 + length);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    if (length < 8 || components != 0) throw PdfImage.Bad("The frame of the JPEG is broken.");
                    (height, width, components) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), segment[9]);
                    if (segment[4] != 8) throw PdfImage.Bad("The JPEG does not have 8 bits a sample.");
                    if (components is not (1 or 3 or 4) || length != 8 + 3 * components) throw PdfImage.Bad("The JPEG has an unknown number of colours.");
                    PdfImage.CheckSize(width, height);
                    break;
                case 0xC3 or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF):
                    throw PdfImage.Bad("The JPEG is lossless, hierarchical or arithmetically coded; only baseline and progressive can be used.");
                case 0xEE:
                    adobe = length >= 14 && segment[4..].StartsWith("Adobe"u8);
                    break;
                default:
                    break;
            }

            var wanted = marker is not ((>= 0xE0 and <= 0xEF) or 0xFE) || (marker == 0xEE && adobe);
            if (wanted) kept.Bytes(segment);
            at += 2 + length;
            if (marker != 0xDA) continue;

            // From the first scan on: entropy-coded data and more segments, up to the end of the image.
            if (components == 0) throw PdfImage.Bad("The JPEG has no frame.");
            var end = bytes[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
            if (end < 0) throw PdfImage.Bad("The JPEG is cut off.");
            kept.Bytes(bytes.Slice(at, end + 2));
            return new(width, height, components, "DCTDecode", kept.Written) { Inverted = components == 4 && adobe };
        }
    }
}
