using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Intake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CounterCodes",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CounterCodes", x => x.DraftId);
                });

            migrationBuilder.CreateTable(
                name: "ImportMappings",
                columns: table => new
                {
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ColumnsJson = table.Column<string>(type: "TEXT", nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportMappings", x => new { x.ProcedureCode, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OfficeId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FilesSha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ArrivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ColumnsJson = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CreatedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AcceptedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AcceptedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IntakeItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OfficeId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ArrivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ExternalNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    TakenInAs = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NotesCipher = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ReceiptNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    KeyedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    KeyedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    KeyedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakeItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromOffice = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ToOffice = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EnteredBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubmissionOrigins",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ExternalNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    EnteredBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DetailCipher = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmissionOrigins", x => x.SubmissionId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OfficeId_Channel_SubmittedAt_Id",
                table: "Submissions",
                columns: new[] { "OfficeId", "Channel", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CounterCodes_ExpiresAt",
                table: "CounterCodes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_CounterCodes_Hash",
                table: "CounterCodes",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_FilesSha256_ProcedureCode",
                table: "ImportRuns",
                columns: new[] { "FilesSha256", "ProcedureCode" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_OfficeId_CreatedAt",
                table: "ImportRuns",
                columns: new[] { "OfficeId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_State",
                table: "ImportRuns",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_IntakeItems_RunId_Line",
                table: "IntakeItems",
                columns: new[] { "RunId", "Line" });

            migrationBuilder.CreateIndex(
                name: "IX_IntakeItems_Source_ExternalNumber",
                table: "IntakeItems",
                columns: new[] { "Source", "ExternalNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_IntakeItems_State_OfficeId_CreatedAt_Id",
                table: "IntakeItems",
                columns: new[] { "State", "OfficeId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OfficeChanges_On",
                table: "OfficeChanges",
                column: "On");

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionOrigins_Source_ExternalNumber",
                table: "SubmissionOrigins",
                columns: new[] { "Source", "ExternalNumber" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CounterCodes");

            migrationBuilder.DropTable(
                name: "ImportMappings");

            migrationBuilder.DropTable(
                name: "ImportRuns");

            migrationBuilder.DropTable(
                name: "IntakeItems");

            migrationBuilder.DropTable(
                name: "OfficeChanges");

            migrationBuilder.DropTable(
                name: "SubmissionOrigins");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_OfficeId_Channel_SubmittedAt_Id",
                table: "Submissions");
        }
    }
}
