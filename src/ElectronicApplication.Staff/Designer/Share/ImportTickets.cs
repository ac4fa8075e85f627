using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Import;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer.Share;

/// <summary>
/// Carries what was brought from the page that shows what it would change to the page that does it: encrypted and signed in the form itself, for one
/// person and one design, for two hours. Nothing of an import is stored before it is done.
/// </summary>
internal sealed class ImportTickets(IDataProtectionProvider protection)
{
    private const int PieceLength = 200_000;
    private const int MostPieces = 20;

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    /// <summary>In pieces, because a form takes no longer values; null when it is too much to carry.</summary>
    /// <param name="code">Of the design; empty for a new one.</param>
    public IReadOnlyList<string>? Write(BroughtFile brought, string code, Reviewer reviewer)
    {
        var content = DesignContent.Pack(brought.Tree);
        if (!content.IsOk)
            return null;
        var note = JsonSerializer.SerializeToUtf8Bytes(new Note(brought.FileName, brought.Kind, brought.IsWhole, brought.Title, brought.Gaps, content.Value));
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(note);
        var text = Convert.ToBase64String(Protector(code, reviewer).Protect(packed.ToArray(), Lasts));
        return text.Length > PieceLength * MostPieces ? null : [.. text.Chunk(PieceLength).Select(piece => new string(piece))];
    }

    /// <summary>Null for what is too old, another person's, or tampered with.</summary>
    public BroughtFile? Read(IFormCollection form, string code, Reviewer reviewer)
    {
        try
        {
            var packed = Protector(code, reviewer).Unprotect(Convert.FromBase64String(string.Concat(form["_import"].Take(MostPieces))));
            using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            var note = JsonSerializer.Deserialize<Note>(brotli)!;
            return new(DesignContent.Unpack(note.Content), note.FileName, note.Kind, note.IsWhole, note.Gaps) { Title = note.Title };
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(string code, Reviewer reviewer) => protection.CreateProtector("staff.design-import", reviewer.Id.ToString("N"), code).ToTimeLimitedDataProtector();

    private sealed record Note(string FileName, string Kind, bool IsWhole, string? Title, IReadOnlyList<ImportGap> Gaps, byte[] Content);
}
