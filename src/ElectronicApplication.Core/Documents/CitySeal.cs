using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Core.Documents;

/// <summary>公印の印影. A new one takes the place of the last; the older ones stay for copies of what was issued with them. It leaves the house only inside of documents.</summary>
public sealed class CitySeal
{
    public required Guid Id { get; init; }

    /// <summary>PNG, encrypted under a key of the municipality's.</summary>
    public required byte[] ImageCipher { get; init; }

    public required string UploadedBy { get; init; }

    public required DateTime At { get; init; }

    public static string Binding(Guid id) => $"seal:{id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<CitySeal>
    {
        public void Configure(EntityTypeBuilder<CitySeal> entity)
        {
            entity.ToTable("CitySeals");
            entity.Property(s => s.UploadedBy).HasMaxLength(200);
            entity.HasIndex(s => s.At);
        }
    }
}

/// <param name="Id">Null when there is none yet.</param>
public sealed record SealStanding(Guid? Id, string? UploadedBy, DateTime? At);

/// <summary>Keeps the city's seal. Whoever administers puts it in; nobody takes it out as a file but they.</summary>
public sealed class KeepSeal(AppDbContext db, Reviewers reviewers, KeyRing keys, IHostEnvironment environment, TimeProvider time)
{
    public const int MaxBytes = 1024 * 1024;
    private const int MaxPixels = 2_000;
    private const int MinPixels = 100;

    public async Task<Result<SealStanding>> StandingAsync(Act act, CancellationToken cancel)
    {
        if (await RefusedAsync(act, cancel) is { } refused)
            return refused;
        var newest = await db.Set<CitySeal>().AsNoTracking().OrderByDescending(s => s.At).Select(s => new SealStanding(s.Id, s.UploadedBy, s.At)).FirstOrDefaultAsync(cancel);
        return newest ?? new(null, null, null);
    }

    public async Task<Result<Done>> PutAsync(byte[] png, Act act, CancellationToken cancel)
    {
        if (await RefusedAsync(act, cancel) is { } refused)
            return refused;
        if (Problem(png) is { } wrong)
            return wrong;
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        db.Add(new CitySeal { Id = id, ImageCipher = Key(keys).Encrypt(png, CitySeal.Binding(id)), UploadedBy = act.ActorName ?? "", At = now.UtcDateTime });
        db.Add(ActEntry.Of(act, "seal.put", null, now.UtcDateTime, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png)), shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }

    /// <summary>The image itself, for the page of whoever administers.</summary>
    public async Task<Result<byte[]>> ImageAsync(Act act, CancellationToken cancel)
    {
        if (await RefusedAsync(act, cancel) is { } refused)
            return refused;
        return await db.Set<CitySeal>().AsNoTracking().OrderByDescending(s => s.At).FirstOrDefaultAsync(cancel) is { } seal ? Open(seal, keys) : DocumentErrors.NoSeal;
    }

    /// <summary>The newest. Outside Production, where nobody has put one in, one that says that it is for practice; null in Production.</summary>
    internal async Task<CitySeal?> NewestAsync(CancellationToken cancel)
    {
        if (await db.Set<CitySeal>().AsNoTracking().OrderByDescending(s => s.At).FirstOrDefaultAsync(cancel) is { } seal)
            return seal;
        if (environment.IsProduction())
            return null;
        using var png = new MemoryStream();
        await typeof(KeepSeal).Assembly.GetManifestResourceStream("practice-seal.png")!.CopyToAsync(png, cancel);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var practice = new CitySeal { Id = id, ImageCipher = Key(keys).Encrypt(png.ToArray(), CitySeal.Binding(id)), UploadedBy = "練習用の印影", At = now.UtcDateTime };
        db.Add(practice);
        await db.SaveChangesAsync(cancel);
        return practice;
    }

    internal static byte[] Open(CitySeal seal, KeyRing keys) => Key(keys).Decrypt(seal.ImageCipher, CitySeal.Binding(seal.Id));

    private static DataKey Key(KeyRing keys) => new(keys.DerivedKey("documents.seal"));

    private static Error? Problem(byte[] png)
    {
        if (png.Length > MaxBytes)
            return DocumentErrors.SealWrong("印影のファイルは 1 MB までにしてください。", "The image may have up to 1 MB.");
        if (!png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return DocumentErrors.SealWrong("印影は PNG の画像にしてください。", "The image must be a PNG.");
        try
        {
            var image = PdfImage.Read(png);
            return image.Width is < MinPixels or > MaxPixels || image.Height is < MinPixels or > MaxPixels
                ? DocumentErrors.SealWrong($"印影の画像は、縦横とも {MinPixels} から {MaxPixels} 画素にしてください。", $"The image must have {MinPixels} to {MaxPixels} pixels each way.") : null;
        }
        catch (PdfInputException)
        {
            return DocumentErrors.SealWrong("画像を読めません。ファイルが壊れていないか確かめてください。", "The image cannot be read.");
        }
    }

    private async Task<Error?> RefusedAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error ?? (who.Value.Is(StaffRoles.Administer) ? null : ReviewErrors.RoleNeeded("様式・職員の管理", "administer"));
    }
}
