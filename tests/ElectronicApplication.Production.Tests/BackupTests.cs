using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_restored_into_an_empty_folder_answers_for_the_same_submission()
    {
        using var folder = new TemporaryFolder("backup");
        string data = Path.Combine(folder.Path, "data"), backup = Path.Combine(folder.Path, "backup"), restored = Path.Combine(folder.Path, "restored");
        var keys = Path.Combine(folder.Path, "keys.json");
        JsonObject receipt;
        await using (var host = await HostProcess.StartDevelopmentAsync(data, $"--Keys:File={keys}"))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            var answer = await http.PostAsJsonAsync("api/v1/submissions", new JsonObject { ["procedure"] = "public-comment", ["answers"] = ExactlyOnce.PublicComment(1) });
            receipt = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            // While the program runs.
            Succeeded(await HostProcess.RunVerbAsync("Development", "backup", backup, $"--Data:Directory={data}", $"--Keys:File={keys}"));
            Assert.NotEqual(0, (await HostProcess.RunVerbAsync("Development", "backup", backup, $"--Data:Directory={data}", $"--Keys:File={keys}")).ExitCode);
        }

        Succeeded(await HostProcess.RunVerbAsync("Development", "restore", backup, $"--Data:Directory={restored}", $"--Keys:File={keys}"));
        Assert.NotEqual(0, (await HostProcess.RunVerbAsync("Development", "restore", backup, $"--Data:Directory={restored}", $"--Keys:File={keys}")).ExitCode);
        await using var again = await HostProcess.StartDevelopmentAsync(restored, $"--Keys:File={keys}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(again.Address, $"api/v1/submissions/{receipt["receiptNumber"]}"));
        request.Headers.Add("X-Access-Code", (string)receipt["accessCode"]!);
        using var client = new HttpClient();
        using var found = await client.SendAsync(request);
        Assert.Equal((string)receipt["payloadSha256"]!, (string)(await found.Content.ReadFromJsonAsync<JsonObject>())!["payloadSha256"]!);
    }

    [Fact]
    public async Task A_backup_that_was_changed_is_not_restored()
    {
        using var folder = new TemporaryFolder("backup");
        string data = Path.Combine(folder.Path, "data"), backup = Path.Combine(folder.Path, "backup");
        Succeeded(await HostProcess.RunVerbAsync("Development", "migrate", $"--Data:Directory={data}"));
        Succeeded(await HostProcess.RunVerbAsync("Development", "backup", backup, $"--Data:Directory={data}"));
        var file = Path.Combine(backup, "database.sqlite");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var (code, output) = await HostProcess.RunVerbAsync("Development", "restore", backup, $"--Data:Directory={Path.Combine(folder.Path, "restored")}");
        Assert.Equal(1, code);
        Assert.Contains("database.sqlite", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_goes_while_the_backup_runs_is_left_out_and_counted()
    {
        using var folder = new TemporaryFolder("backup");
        string data = Path.Combine(folder.Path, "data"), backup = Path.Combine(folder.Path, "backup");
        Succeeded(await HostProcess.RunVerbAsync("Development", "migrate", $"--Data:Directory={data}"));
        var attachments = Directory.CreateDirectory(Path.Combine(data, "attachments", "a0")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(attachments, "stays.bin"), [1, 2, 3]);
        // Its name is listed and there is nothing behind it, as when it is deleted between the two.
        File.CreateSymbolicLink(Path.Combine(attachments, "goes.bin"), Path.Combine(folder.Path, "nothing"));
        await using var stillBeingWritten = new FileStream(Path.Combine(attachments, "comes.bin"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);

        var run = await HostProcess.RunVerbAsync("Development", "backup", backup, $"--Data:Directory={data}");
        Succeeded(run);
        Assert.Contains("1 attachments were deleted", run.Output, StringComparison.Ordinal);
        var manifest = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(backup, "manifest.json")))!;
        Assert.Equal(1, (int)manifest["vanished"]!);
        Assert.Equal(["attachments/a0/comes.bin", "attachments/a0/stays.bin", "database.sqlite"], manifest["files"]!.AsObject().Select(f => f.Key).Order(StringComparer.Ordinal));
        Succeeded(await HostProcess.RunVerbAsync("Development", "restore", backup, $"--Data:Directory={Path.Combine(folder.Path, "restored")}"));
    }

    private static void Succeeded((int ExitCode, string Output) run) => Assert.True(run.ExitCode == 0, run.Output);
}
