using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DecisionAppeal",
                table: "Submissions",
                type: "TEXT",
                maxLength: 3000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDrafted",
                table: "Submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "BulkItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ReceiptNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SeenVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    StepId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkItems", x => new { x.RunId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "BulkRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StaffName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DecisionDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ContentCipher = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    DrafterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DrafterName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DraftedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DecisionSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    OfficeId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StaffName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Queue = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BarredId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ActedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ActedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ForId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ForName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RemarkCipher = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionSteps", x => x.Id);
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
                name: "StaffAbsences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeputyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EnteredBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffAbsences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BulkItems_RunId_State",
                table: "BulkItems",
                columns: new[] { "RunId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_FinishedAt_LeaseUntil",
                table: "BulkRuns",
                columns: new[] { "FinishedAt", "LeaseUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_StaffId_CreatedAt",
                table: "BulkRuns",
                columns: new[] { "StaffId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionDrafts_DrafterId_State",
                table: "DecisionDrafts",
                columns: new[] { "DrafterId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionDrafts_SubmissionId_State",
                table: "DecisionDrafts",
                columns: new[] { "SubmissionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_DraftId",
                table: "DecisionSteps",
                column: "DraftId");

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_ForId_SeenAt_SubmissionId",
                table: "DecisionSteps",
                columns: new[] { "ForId", "SeenAt", "SubmissionId" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_State_Queue_SubmissionId",
                table: "DecisionSteps",
                columns: new[] { "State", "Queue", "SubmissionId" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_SubmissionId",
                table: "DecisionSteps",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeChanges_On",
                table: "OfficeChanges",
                column: "On");

            migrationBuilder.CreateIndex(
                name: "IX_StaffAbsences_DeputyId_Until",
                table: "StaffAbsences",
                columns: new[] { "DeputyId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_StaffAbsences_StaffId_Until",
                table: "StaffAbsences",
                columns: new[] { "StaffId", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkItems");

            migrationBuilder.DropTable(
                name: "BulkRuns");

            migrationBuilder.DropTable(
                name: "DecisionDrafts");

            migrationBuilder.DropTable(
                name: "DecisionSteps");

            migrationBuilder.DropTable(
                name: "OfficeChanges");

            migrationBuilder.DropTable(
                name: "StaffAbsences");

            migrationBuilder.DropColumn(
                name: "DecisionAppeal",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "IsDrafted",
                table: "Submissions");
        }
    }
}
