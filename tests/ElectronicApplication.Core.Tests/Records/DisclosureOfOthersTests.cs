using System.IO.Compression;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Records;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Records;

public sealed class DisclosureOfOthersTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1];

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Files_about_others_stay_out_of_a_disclosure_as_their_answers_do(bool withOthers)
    {
        await using var town = await SubmissionTown.FoundAsync(services => services.AddScoped<SignInStaff>().AddScoped<FindPayment>().AddReview().AddRecords());
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var revision = (await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "山田　太郎", ["acts_for_other"] = true, ["principal"] = "山田　一" })).Value.Revision;
        await town.SaveAsync(id, SubmissionTown.Taro, revision, new() { ["persons"] = new JsonArray(new JsonObject { ["called"] = "花子" }) }, page: "family");
        Assert.True((await town.AttachAsync(id, SubmissionTown.Taro, Png, "委任状.png")).IsOk);
        Assert.True((await town.AttachAsync(id, SubmissionTown.Taro, Png, "花子の写真.png", "persons[0].photo")).IsOk);
        var submitted = await town.SubmitAsync(id, SubmissionTown.Taro);
        Assert.True(submitted.IsOk, submitted.Error?.Message);

        var clerk = (await town.Do<SignInStaff, Result<StaffSession>>(s => s.HandleAsync(new("https://idp.example", "clerk", "南 香織", ["review", "export"], ["residents"]), default))).Value.Reviewer.Act();
        var made = (await town.Do<ExportDisclosure, Result<RecordDownload>>(h => h.HandleAsync(new([id], "開示請求 第2号", withOthers, false), clerk, default))).Value;
        using var outer = new ZipArchive(new MemoryStream(made.Bytes));
        using var package = new ZipArchive(Assert.Single(outer.Entries, e => e.Name.StartsWith(submitted.Value.ReceiptNumber, StringComparison.Ordinal)).Open());
        var names = package.Entries.Select(e => e.FullName).ToList();
        Assert.Contains(names, n => n.EndsWith("委任状.png", StringComparison.Ordinal));
        Assert.Equal(withOthers, names.Exists(n => n.EndsWith("花子の写真.png", StringComparison.Ordinal)));
        using var index = new StreamReader(package.GetEntry("index.html")!.Open());
        Assert.Equal(!withOthers, (await index.ReadToEndAsync()).Contains("渡す前に一つずつ目で確かめてください", StringComparison.Ordinal));
    }
}
