using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Documents;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

/// <summary>What anybody who holds a document may know about it: nothing about the person.</summary>
public sealed record VerifiedDocument(DocumentKind Kind, string Title, string NumberText, DateTime IssuedAt, string OfficeTitle, DocumentState State, DateTime? EndedAt);

/// <summary>Tells whoever holds a document whether it is genuine and still holds; the secret in its QR code names it.</summary>
public sealed class VerifyDocument(AppDbContext db)
{
    private const int MostTokenLength = 100;

    public async Task<Result<VerifiedDocument>> HandleAsync(string token, CancellationToken cancel) =>
        await FindAsync(token, cancel) is { } d ? new VerifiedDocument(d.Kind, d.Title, d.NumberText, d.IssuedAt, d.OfficeTitle, d.State, d.EndedAt) : DocumentErrors.NotFound;

    /// <returns>Whether the file is, byte for byte, the one that was issued.</returns>
    public async Task<Result<bool>> CompareAsync(string token, byte[] file, CancellationToken cancel) =>
        await FindAsync(token, cancel) is { } document ? CryptographicOperations.FixedTimeEquals(SHA256.HashData(file), document.Sha256) : DocumentErrors.NotFound;

    private async Task<IssuedDocument?> FindAsync(string token, CancellationToken cancel)
    {
        if (token.Length is 0 or > MostTokenLength)
            return null;
        var hash = Secrets.Hash(token);
        return await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(d => d.TokenSha256 == hash, cancel);
    }
}
