using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class AttachmentTests
{
    internal static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

    [Fact]
    public async Task A_file_is_kept_encrypted_and_comes_back_byte_by_byte()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var kept = (await town.AttachAsync(id, SubmissionTown.Taro, Png)).Value;
        Assert.Equal(("委任状.png", "image/png", 12L, Convert.ToHexStringLower(SHA256.HashData(Png))), (kept.Name, kept.ContentType, kept.Size, kept.Sha256));
        var onDisk = await File.ReadAllBytesAsync(Assert.Single(town.StoredFiles()));
        Assert.False(onDisk.AsSpan().IndexOf(Png) >= 0);
        var read = (await town.Do<ReadAttachment, Result<AttachmentContent>>(r => r.OfDraftAsync(id, kept.Id, SubmissionTown.Taro, default))).Value;
        Assert.Equal(Png, read.Bytes);
        Assert.Equal("draft-not-found", (await town.Do<ReadAttachment, Result<AttachmentContent>>(r => r.OfDraftAsync(id, kept.Id, SubmissionTown.Hanako, default))).Error?.Code);
    }

    [Fact]
    public async Task A_file_changed_on_the_disk_is_not_given_out()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var kept = (await town.AttachAsync(id, SubmissionTown.Taro, Png)).Value;
        var path = Assert.Single(town.StoredFiles());
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => town.Do<ReadAttachment, Result<AttachmentContent>>(r => r.OfDraftAsync(id, kept.Id, SubmissionTown.Taro, default)));
    }

    [Fact]
    public async Task The_kind_is_found_from_the_content_and_held_against_the_field()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        Assert.Equal("attachment-type", (await town.AttachAsync(id, SubmissionTown.Taro, "MZ a program"u8.ToArray(), "letter.pdf")).Error?.Code);
        Assert.Equal("attachment-type", (await town.AttachAsync(id, SubmissionTown.Taro, [0xFF, 0xD8, 0xFF, 0xE0, 0], "photo.png")).Error?.Code);
        Assert.Equal("application/pdf", (await town.AttachAsync(id, SubmissionTown.Taro, "%PDF-1.7 x"u8.ToArray(), "letter.png")).Value.ContentType);
        Assert.Single(town.StoredFiles());
    }

    [Fact]
    public async Task Size_and_number_are_limited_by_the_field()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        Assert.Equal("attachment-too-large", (await town.AttachAsync(id, SubmissionTown.Taro, [.. Png, .. new byte[2048]])).Error?.Code);
        Assert.True((await town.AttachAsync(id, SubmissionTown.Taro, Png)).IsOk);
        Assert.True((await town.AttachAsync(id, SubmissionTown.Taro, Png)).IsOk);
        Assert.Equal("too-many-attachments", (await town.AttachAsync(id, SubmissionTown.Taro, Png)).Error?.Code);
        Assert.Equal(ErrorKind.Invalid, (await town.AttachAsync(id, SubmissionTown.Taro, Png, field: "name")).Error?.Kind);
    }

    [Theory]
    [InlineData("../../etc/委任状.png", "委任状.png")]
    [InlineData("C:\\Users\\taro\\letter.png", "letter.png")]
    [InlineData("letter\u202Egnp.exe\r\n.png", "lettergnp.exe.png")]
    [InlineData("葛\U000E0100.png", "葛\U000E0100.png")]
    [InlineData("///", "添付書類")]
    public async Task Names_lose_paths_and_what_deceives_the_eye_and_nothing_else(string sent, string kept)
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        Assert.Equal(kept, (await town.AttachAsync(id, SubmissionTown.Taro, Png, sent)).Value.Name);
    }

    [Fact]
    public async Task A_detached_file_is_gone()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var kept = (await town.AttachAsync(id, SubmissionTown.Taro, Png)).Value;
        Assert.False((await town.Do<DetachFile, Result<Done>>(d => d.HandleAsync(id, kept.Id, SubmissionTown.Hanako, default))).IsOk);
        Assert.Single(town.StoredFiles());
        Assert.True((await town.Do<DetachFile, Result<Done>>(d => d.HandleAsync(id, kept.Id, SubmissionTown.Taro, default))).IsOk);
        Assert.Empty(await town.RowsAsync<Attachment>());
        Assert.Empty(town.StoredFiles());
    }

    [Fact]
    public async Task A_removed_row_takes_its_files_along_and_those_behind_it_stay_with_their_person()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, Family("太郎", "花子", "次郎"), page: "family");
        for (var row = 0; row < 3; row++)
            Assert.True((await town.AttachAsync(id, SubmissionTown.Taro, Png, $"{row}.png", $"persons[{row}].photo")).IsOk);

        Task<Result<OpenedDraft>> Remove() => town.SaveAsync(id, SubmissionTown.Taro, 1, Family("太郎", "次郎"), page: "family", removed: new("persons", 1));
        var after = (await Remove()).Value;
        Assert.Equal([("persons[0].photo", "0.png"), ("persons[1].photo", "2.png")], after.Attachments.Select(a => (a.FieldPath!, a.Name)).Order());
        Assert.Equal(2, town.StoredFiles().Length);
        // The same press once more, from the same window.
        Assert.Equal(after.Attachments, (await Remove()).Value.Attachments);

        static JsonObject Family(params string[] names) => new() { ["persons"] = new JsonArray([.. names.Select(n => new JsonObject { ["called"] = n })]) };
    }

    [Fact]
    public async Task Files_without_a_row_and_uploads_that_nobody_named_are_swept_after_a_day()
    {
        await using var town = await SubmissionTown.FoundAsync();
        town.Clock.Advance(DateTimeOffset.UtcNow - town.Clock.GetUtcNow());
        var store = town.Database.Services.GetRequiredService<AttachmentStore>();
        await store.WriteAsync(Guid.CreateVersion7(), [1, 2, 3], default);
        await town.Do<AttachFile, Result<KeptFile>>(a => a.ByItselfAsync(null, "a.png", Png, _ => null, default));
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.AttachAsync(id, SubmissionTown.Taro, Png);
        await town.SweepAsync<AttachmentSweep>();
        Assert.Equal(3, town.StoredFiles().Length);
        town.Clock.Advance(TimeSpan.FromHours(25));
        await town.SweepAsync<AttachmentSweep>();
        Assert.Single(town.StoredFiles());
        Assert.Equal(id, Assert.Single(await town.RowsAsync<Attachment>()).DraftId);
    }

    [Fact]
    public async Task Papers_that_outlived_their_draft_are_swept_after_a_day()
    {
        await using var town = await SubmissionTown.FoundAsync();
        town.Clock.Advance(DateTimeOffset.UtcNow - town.Clock.GetUtcNow());
        Guid orphaned = (await town.StartAsync(SubmissionTown.Taro)).Value, kept = (await town.StartAsync(SubmissionTown.Hanako)).Value;
        await town.AttachAsync(orphaned, SubmissionTown.Taro, Png);
        await town.AttachAsync(kept, SubmissionTown.Hanako, Png);
        // As if the file had come while the draft was being deleted.
        await town.Do<AppDbContext, int>(db => db.Set<Draft>().Where(d => d.Id == orphaned).ExecuteDeleteAsync());
        await town.SweepAsync<AttachmentSweep>();
        Assert.Equal(2, town.StoredFiles().Length);
        town.Clock.Advance(TimeSpan.FromHours(25));
        await town.SweepAsync<AttachmentSweep>();
        Assert.Equal(kept, Assert.Single(await town.RowsAsync<Attachment>()).DraftId);
        Assert.Single(town.StoredFiles());
    }

    [Theory]
    [InlineData("image/webp", "RIFF\0\0\0\0WEBPVP8 ")]
    [InlineData("image/heic", "\0\0\0\u0018ftypheic\0\0")]
    [InlineData("application/pdf", "junk before %PDF-1.4")]
    [InlineData(null, "RIFF\0\0\0\0WAVEfmt ")]
    [InlineData(null, "<svg xmlns='http://www.w3.org/2000/svg'>")]
    [InlineData(null, "PK\u0003\u0004")]
    [InlineData(null, "")]
    public void Kinds_are_known_by_their_first_bytes(string? expected, string content) => Assert.Equal(expected, FileKind.Find(Encoding.Latin1.GetBytes(content)));
}
