using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Packages;

namespace ElectronicApplication.Forms.Tests.Packages;

/// <summary>An imported procedure names the offices and core systems of the importing municipality; what has no counterpart stays and is listed.</summary>
public sealed class PackageMappingTests
{
    private static readonly string[] Wards = ["kawasaki", "saiwai", "nakahara", "takatsu", "miyamae", "tama", "asao"];

    private static ProcedurePackage Dog() => PackageTests.Read(ProcedurePackage.Write(PackageTests.Dog(), new PackageOrigin(DateTimeOffset.UnixEpoch, "みなと市", "1")));

    private static Dictionary<string, PackageOffice> Offices(params (string From, string To)[] pairs) => pairs.ToDictionary(pair => pair.From, pair => new PackageOffice(pair.To, new LocalizedText(pair.To + "課")));

    private static JsonObject Procedure(MappedPackage mapped) => (JsonObject)JsonNode.Parse(mapped.Package.Files.Procedure.Span)!;

    [Fact]
    public void With_empty_maps_nothing_changes_and_every_name_is_listed()
    {
        var package = Dog();
        var mapped = package.MappedTo(new Dictionary<string, PackageOffice>(), new Dictionary<string, string>());
        Assert.Equal(package.Write(), mapped.Package.Write());
        Assert.Equal(["animal-health", .. Wards.Select(ward => "health-" + ward), "environment"], mapped.Unmapped.Select(name => name.From));
        Assert.Equal("$.routing.offices[0]", mapped.Names[1].Path);
        Assert.Equal((MappedKind.System, "mapping.json", "$.targets[0].system"), (mapped.Names[^1].Kind, mapped.Names[^1].File, mapped.Names[^1].Path));
    }

    [Fact]
    public void Offices_change_with_their_titles_wherever_routing_decides_for_them()
    {
        var mapped = Dog().MappedTo(Offices([("animal-health", "pets"), .. Wards.Select(ward => ("health-" + ward, "w-" + ward))]), new Dictionary<string, string> { ["environment"] = "kankyo" });
        var procedure = Procedure(mapped);
        Assert.Equal(("pets", "pets課"), ((string)procedure["office"]!, (string)procedure["officeTitle"]!));
        Assert.Equal(Wards.Select(ward => "w-" + ward), procedure["routing"]!["offices"]!.AsArray().Select(office => (string)office!["code"]!));
        var table = procedure["tables"]!.AsArray().Single(table => (string)table!["id"]! == "ward_office");
        Assert.Equal(Wards.Select(ward => $"\"w-{ward}\""), table!["rules"]!.AsArray().Select(rule => (string)rule!["then"]![0]!));
        Assert.Equal("kankyo", (string)JsonNode.Parse(mapped.Package.Files.Mapping!.Value.Span)!["targets"]![0]!["system"]!);
        Assert.Empty(mapped.Unmapped);
        Assert.False(DefinitionLint.Check(mapped.Package.Files, new DateOnly(2026, 11, 21)).HasErrors);
    }

    [Fact]
    public void Everything_else_stays_as_it_was()
    {
        var package = Dog();
        var mapped = package.MappedTo(Offices(("animal-health", "pets")), new Dictionary<string, string>());
        var (before, after) = ((JsonObject)JsonNode.Parse(package.Files.Procedure.Span)!, Procedure(mapped));
        Assert.Equal(before.Select(member => member.Key), after.Select(member => member.Key));
        (after["office"], after["officeTitle"]) = (before["office"]!.DeepClone(), before["officeTitle"]!.DeepClone());
        Assert.True(JsonNode.DeepEquals(before, after));
        Assert.True(package.Files.Form.Span.SequenceEqual(mapped.Package.Files.Form.Span) && package.Files.Mapping!.Value.Span.SequenceEqual(mapped.Package.Files.Mapping!.Value.Span));
        Assert.Equal(8, mapped.Unmapped.Count());
    }

    [Fact]
    public void Two_offices_can_change_places()
    {
        var procedure = Procedure(Dog().MappedTo(Offices(("health-kawasaki", "health-saiwai"), ("health-saiwai", "health-kawasaki")), new Dictionary<string, string>()));
        var table = procedure["tables"]!.AsArray().Single(table => (string)table!["id"]! == "ward_office");
        Assert.Equal(["\"health-saiwai\"", "\"health-kawasaki\"", "\"health-nakahara\""], table!["rules"]!.AsArray().Take(3).Select(rule => (string)rule!["then"]![0]!));
    }

    [Fact]
    public void Codes_in_the_expression_of_the_routing_change_as_whole_words()
    {
        var files = PackageTests.Dog();
        var json = (JsonObject)JsonNode.Parse(files.Procedure.Span)!;
        json["routing"]!["expression"] = "if ward = \"141313\" then \"health-kawasaki\" else \"health-kawasaki-2\"";
        var package = PackageTests.Read(ProcedurePackage.Write(files with { Procedure = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) }, new PackageOrigin(DateTimeOffset.UnixEpoch, "m", "1")));
        var mapped = package.MappedTo(Offices(("health-kawasaki", "north")), new Dictionary<string, string>());
        Assert.Equal("if ward = \"141313\" then \"north\" else \"health-kawasaki-2\"", (string)Procedure(mapped)["routing"]!["expression"]!);
        // The table no longer decides for an office, so it is left alone.
        Assert.Contains("\"health-kawasaki\"", Procedure(mapped)["tables"]!.ToJsonString().Replace("\\u0022", "\""));
    }

    [Fact]
    public void Two_core_systems_never_become_one()
    {
        var files = PackageTests.Dog();
        var json = (JsonObject)JsonNode.Parse(files.Mapping!.Value.Span)!;
        var second = (JsonObject)json["targets"]![0]!.DeepClone();
        second["system"] = "ledger";
        json["targets"]!.AsArray().Add((JsonNode)second);
        var package = PackageTests.Read(ProcedurePackage.Write(files with { Mapping = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) }, new PackageOrigin(DateTimeOffset.UnixEpoch, "m", "1")));
        var mapped = package.MappedTo(new Dictionary<string, PackageOffice>(), new Dictionary<string, string> { ["environment"] = "one", ["ledger"] = "one" });
        Assert.Equal(["one", "ledger"], JsonNode.Parse(mapped.Package.Files.Mapping!.Value.Span)!["targets"]!.AsArray().Select(target => (string)target!["system"]!));
        Assert.Contains("one", mapped.Unmapped.Single(name => name.Kind == MappedKind.System).Reason);
    }
}
