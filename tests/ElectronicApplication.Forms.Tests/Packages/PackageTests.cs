using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Packages;

namespace ElectronicApplication.Forms.Tests.Packages;

/// <summary>A procedure travels as one file; what is damaged, hostile or unknown is refused by name, and nothing is lost on the way.</summary>
public sealed class PackageTests
{
    private static readonly PackageOrigin Origin = new(new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(9)), "みなと市", "ElectronicApplication 1.0");

    internal static DefinitionFiles Dog() => DefinitionFiles.Read(Path.Combine(Catalog.Folder, "inu-toroku"));

    internal static ProcedurePackage Read(byte[] zip)
    {
        var reading = ProcedurePackage.Read(new MemoryStream(zip));
        Assert.True(reading.Package is not null, reading.Problem?.ToString());
        return reading.Package;
    }

    private static DefinitionProblem Refused(byte[] zip)
    {
        var reading = ProcedurePackage.Read(new MemoryStream(zip));
        Assert.Null(reading.Package);
        Assert.Equal("package", reading.Problem!.Code);
        Assert.True(reading.Problem.MessageJa.Length > 0 && reading.Problem.MessageEn.Length > 0);
        return reading.Problem;
    }

    /// <summary>The package with some of its files changed; with <paramref name="sealed"/> the manifest says so too, as a stranger's program would.</summary>
    private static byte[] Changed(Action<Dictionary<string, byte[]>> change, Action<JsonObject>? manifest = null, bool @sealed = false)
    {
        using var zip = new ZipArchive(new MemoryStream(ProcedurePackage.Write(Dog(), Origin)));
        var files = zip.Entries.ToDictionary(entry => entry.FullName, entry => { using var stream = entry.Open(); var copy = new MemoryStream(); stream.CopyTo(copy); return copy.ToArray(); });
        change(files);
        if ((@sealed || manifest is not null) && files.TryGetValue("manifest.json", out var bytes) && JsonNode.Parse(bytes) is JsonObject json)
        {
            if (@sealed)
            {
                var hashes = files.Where(file => file.Key != "manifest.json").Select(file => (file.Key, ProcedurePackage.Hash(file.Value))).ToList();
                json["files"] = new JsonArray([.. hashes.Select(file => (JsonNode)new JsonObject { ["name"] = file.Key, ["sha256"] = file.Item2 })]);
                json["sha256"] = ProcedurePackage.HashOfAll(hashes);
            }
            manifest?.Invoke(json);
            files["manifest.json"] = Encoding.UTF8.GetBytes(json.ToJsonString());
        }
        return Excel.ExcelFile.Zip(files.Select(file => (file.Key, file.Value)));
    }

    [Fact]
    public void Every_procedure_of_the_catalogue_comes_back_byte_for_byte()
    {
        foreach (var folder in Directory.GetDirectories(Catalog.Folder))
        {
            var files = DefinitionFiles.Read(folder);
            var package = Read(ProcedurePackage.Write(files, Origin));
            Assert.Equal(Path.GetFileName(folder), package.Code);
            Assert.Equal(Origin, package.Origin);
            Assert.True(files.Procedure.Span.SequenceEqual(package.Files.Procedure.Span) && files.Form.Span.SequenceEqual(package.Files.Form.Span));
            Assert.Equal(files.Mapping is { } mapping ? Convert.ToBase64String(mapping.Span) : null, package.Files.Mapping is { } same ? Convert.ToBase64String(same.Span) : null);
            Assert.Equal(Texts(files.Samples), Texts(package.Files.Samples));
            Assert.Equal(Texts(files.Neighbours), Texts(package.Files.Neighbours));
        }

        static IEnumerable<string> Texts(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) => files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + Convert.ToBase64String(file.Value.Span));
    }

    [Fact]
    public void The_same_procedure_gives_the_same_bytes()
    {
        var first = ProcedurePackage.Write(Dog(), Origin);
        Thread.Sleep(2100);
        Assert.Equal(first, ProcedurePackage.Write(Dog(), Origin));
        Assert.Equal(first, Read(first).Write());
    }

    [Fact]
    public void The_manifest_says_what_it_is_and_from_where()
    {
        using var zip = new ZipArchive(new MemoryStream(ProcedurePackage.Write(Dog(), Origin)));
        using var stream = zip.GetEntry("manifest.json")!.Open();
        var manifest = JsonNode.Parse(stream)!;
        Assert.Equal(("electronicapplication-procedure", 1, "inu-toroku", "2026-11-21T09:30:00+09:00", "みなと市"),
            ((string)manifest["format"]!, (int)manifest["version"]!, (string)manifest["code"]!, (string)manifest["exportedAt"]!, (string)manifest["municipality"]!));
        Assert.Equal(zip.Entries.Count - 1, manifest["files"]!.AsArray().Count);
        Assert.Equal(64, ((string)manifest["sha256"]!).Length);
    }

    [Fact]
    public void A_file_that_was_changed_is_named()
    {
        Assert.Equal("form.json", Refused(Changed(files => files["form.json"] = [.. files["form.json"], (byte)' '])).File);
        var sample = Dog().Samples.Keys.First();
        Assert.Equal("samples/" + sample, Refused(Changed(files => files["samples/" + sample] = "{}"u8.ToArray())).File);
    }

    [Fact]
    public void A_file_that_is_missing_or_not_listed_is_named()
    {
        Assert.Equal("mapping.json", Refused(Changed(files => files.Remove("mapping.json"))).File);
        Assert.Equal("extra.json", Refused(Changed(files => files["extra.json"] = "{}"u8.ToArray())).File);
        Assert.Equal("form.json", Refused(Changed(files => files.Remove("form.json"), @sealed: true)).File);
    }

    [Fact]
    public void A_wrong_checksum_over_all_is_refused() => Assert.Equal("$.sha256", Refused(Changed(_ => { }, manifest => manifest["sha256"] = new string('0', 64))).Path);

    [Fact]
    public void A_zip_without_manifest_is_no_package() => Assert.Equal("manifest.json", Refused(Changed(files => files.Remove("manifest.json"))).File);

    [Fact]
    public void A_version_that_nobody_here_knows_is_told_together_with_the_known_ones()
    {
        var problem = Refused(Changed(_ => { }, manifest => manifest["version"] = 2));
        Assert.Equal("$.version", problem.Path);
        Assert.Contains("「2」", problem.MessageJa);
        Assert.Contains("読める版: 1", problem.MessageJa);
        Assert.Contains("Known versions: 1", problem.MessageEn);
        Assert.Equal("$.format", Refused(Changed(_ => { }, manifest => manifest["format"] = "other")).Path);
    }

    [Fact]
    public void A_manifest_of_another_procedure_is_refused() => Assert.Equal("$.code", Refused(Changed(_ => { }, manifest => manifest["code"] = "sodai-gomi")).Path);

    [Theory]
    [InlineData("../form.json")]
    [InlineData("samples/../../x.json")]
    [InlineData("/x.json")]
    [InlineData("samples\\x.json")]
    [InlineData("C:x.json")]
    public void A_name_that_points_outside_is_refused(string name) => Assert.Equal(name, Refused(Changed(files => files[name] = "{}"u8.ToArray(), @sealed: true)).File);

    [Fact]
    public void Two_hundred_files_are_the_limit()
    {
        Read(Changed(files => Fill(files, 200), @sealed: true));
        Assert.Contains("200", Refused(Changed(files => Fill(files, 201), @sealed: true)).MessageJa);

        static void Fill(Dictionary<string, byte[]> files, int count)
        {
            for (var i = 0; files.Count < count; i++)
                files[$"extra-{i}.json"] = "{}"u8.ToArray();
        }
    }

    [Fact]
    public void What_grows_beyond_ten_megabytes_is_refused_with_its_name()
    {
        var bomb = Encoding.UTF8.GetBytes("{\"a\":\"" + new string(' ', 11_000_000) + "\"}");
        Assert.Equal("big.json", Refused(Changed(files => files["big.json"] = bomb, @sealed: true)).File);
        Refused(Changed(files => { for (var i = 0; i < 6; i++) files[$"big-{i}.json"] = bomb[..2_000_000]; }, @sealed: true));
        Assert.Equal("zip", Refused(new byte[11_000_000]).File);
    }

    [Theory]
    [InlineData("readme.txt", "{}")]
    [InlineData("a.json", "{")]
    [InlineData("a.json", "")]
    [InlineData("a.json", "{\"a\":1,\"a\":2}")]
    [InlineData("a.json", "{\"a\":\"\\ud800\"}")]
    [InlineData("form.json", "[]")]
    [InlineData("procedure.json", "\"x\"")]
    public void What_is_no_json_is_refused_with_its_name(string name, string text) => Assert.Equal(name, Refused(Changed(files => files[name] = Encoding.UTF8.GetBytes(text), @sealed: true)).File);

    [Fact]
    public void A_manifest_in_any_other_shape_is_refused()
    {
        foreach (var text in new[] { "", "[]", "{", "null", "{}" })
            Assert.Equal("manifest.json", Refused(Changed(files => files["manifest.json"] = Encoding.UTF8.GetBytes(text))).File);
        Assert.Equal("manifest.json", Refused(Changed(files => files["manifest.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["manifest.json"]).Replace("みなと市", "\\ud800")))).File);
        Assert.Equal("manifest.json", Refused(Changed(files => files["manifest.json"] = [.. "{\"format\":\""u8, 0xE5, .. "\"}"u8])).File);
        foreach (var key in new[] { "files", "sha256", "title", "exportedAt", "code", "format", "version" })
            foreach (var value in new[] { "null", "7", "[7]", "{}" })
                Refused(Changed(_ => { }, manifest => manifest[key] = JsonNode.Parse(value)));
    }

    [Fact]
    public void Any_flipped_or_missing_byte_gives_the_same_package_or_a_refusal()
    {
        var (whole, random) = (ProcedurePackage.Write(Dog(), Origin), new Random(3));
        var form = Dog().Form;
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            if (ProcedurePackage.Read(new MemoryStream(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes)) is { Package: { } package })
                Assert.True(package.Files.Form.Span.SequenceEqual(form.Span));
        }
    }

    [Fact]
    public void Keys_and_files_that_this_version_does_not_know_survive()
    {
        var package = Read(Changed(files =>
        {
            files["notices/received.json"] = "{\"ja\":\"x\"}"u8.ToArray();
            files["themes.json"] = "[1]"u8.ToArray();
            files["form.json"] = [.. Encoding.UTF8.GetBytes("{\"x-new\":1,"), .. files["form.json"][1..]];
        }, manifest => manifest["signature"] = "abc", @sealed: true));
        var again = Read(package.Write());
        Assert.Equal("{\"ja\":\"x\"}", Encoding.UTF8.GetString(again.Others["notices/received.json"].Span));
        Assert.Equal("[1]", Encoding.UTF8.GetString(again.Files.Neighbours["themes.json"].Span));
        Assert.Equal("abc", (string?)again.FurtherKeys["signature"]);
        Assert.Equal(1, (int)JsonNode.Parse(again.Files.Form.Span)!["x-new"]!);
    }
}
